import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { visibleText } from '../platform/visibleText';
import { dockerOptions } from '../kernel/dockerOptions';
import type { CarryDeps } from './changeInDatabase';
import { runCompose } from './composeRun';
import type { AnalysedDocument } from './composeDocuments';
import { docker } from './dockerCli';
import type { InitialisedSecret } from './initialisedData';
import { sortData, type ServiceData } from './model/serviceData';

/** What would be lost with the data of some services, and what would stay. */
export async function dataOf(
  { watch }: CarryDeps,
  analysed: AnalysedDocument,
  initialised: readonly InitialisedSecret[],
): Promise<ServiceData> {
  const project = watch.projectOf(analysed);
  const { endpoint, engine } = watch.engine;
  const services = [...new Set(initialised.map(({ service }) => service))];
  const containers = services.flatMap((service) => watch.containersOf(analysed).get(service) ?? []);
  const mounts = await Promise.all(
    containers.map(({ id }) =>
      engine.inspect(id).then(
        (inspected) => inspected.mounts,
        // Gone meanwhile: then nothing of it can be lost.
        () => [],
      ),
    ),
  );
  const own = await docker([
    ...dockerOptions(endpoint),
    'volume',
    'ls',
    '--quiet',
    '--filter',
    `label=com.docker.compose.project=${project}`,
  ]);
  return sortData({
    volumes: initialised.flatMap(({ volumes }) => volumes),
    mounts: mounts.flat(),
    ownVolumes: new Set(own.stdout.split(/\r?\n/)),
  });
}

/**
 * Removes the services' containers and the stack's own volumes of them, after everything that is lost was named.
 * Undefined when the reader does not want that; false where it could not be done, which is said.
 */
export async function throwAway(
  { settings, watch }: CarryDeps,
  analysed: AnalysedDocument,
  initialised: readonly InitialisedSecret[],
  { lost, kept, named }: ServiceData,
): Promise<boolean | undefined> {
  const services = [...new Set(initialised.map(({ service }) => service))];
  const yes = vscode.l10n.t('Delete for ever');
  const answer = await notify.question(
    vscode.l10n.t('All data of {0} will be lost.', services.join(', ')),
    [
      vscode.l10n.t('These volumes are deleted with all that is in them:'),
      ...lost,
      ...(kept.length > 0
        ? ['', vscode.l10n.t('This stays, since it is not the stack’s own:'), ...kept]
        : []),
    ].join('\n'),
    yes,
  );
  if (answer !== yes) return undefined;
  const target = { file: analysed.document.uri, endpoint: watch.engine.endpoint };
  const code = await runCompose(target, settings, ['rm', '--stop', '--force', '--volumes'], services);
  if (code !== 0) {
    void notify.error(
      vscode.l10n.t(
        'The containers of {0} could not be removed, and no volume was: its data is untouched and has the old password. Mend what Compose says, then “Up” asks again.',
        services.join(', '),
      ),
    );
    return false;
  }
  if (named.length === 0) return true;
  const removed = await docker([...dockerOptions(target.endpoint), 'volume', 'rm', ...named]);
  if (!removed.ok)
    void notify.error(
      vscode.l10n.t(
        'The containers are gone, but not every volume: {0}. What is left has the old password. Stop what still uses it, then “Up” asks again.',
        visibleText(removed.stderr),
      ),
    );
  return removed.ok;
}
