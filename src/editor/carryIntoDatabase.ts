import * as vscode from 'vscode';
import type { RewrittenSecret } from '../compose/credentials/rewritePlan';
import { withoutLinks } from '../withoutLinks';
import { dockerOptions } from '../kernel/dockerOptions';
import { runCompose } from './composeRun';
import type { AnalysedDocument } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import { docker } from './dockerCli';
import { initialisedSecrets, type InitialisedSecret } from './initialisedData';
import { databaseChange, type DatabaseCommand } from './model/databaseChange';
import type { ProjectWatch } from './projectWatch';

export interface CarryDeps {
  readonly settings: ComposeSettings;
  readonly watch: ProjectWatch;
}

/** Seconds to wait for a database that has just been started. */
const patience = 60;

/**
 * A database takes its password from the file only when its data is still empty. Where it is not, this says so
 * and does what works: change the account in the running database and try to log in, or throw the data away.
 * Gives false when the reader wants to stop here.
 */
export async function carryIntoDatabase(
  deps: CarryDeps,
  analysed: AnalysedDocument,
  secrets: readonly RewrittenSecret[],
): Promise<boolean> {
  let initialised: readonly InitialisedSecret[];
  try {
    initialised = await initialisedSecrets(analysed, secrets, deps.watch);
  } catch {
    // The engine does not answer: nothing is known of its volumes, and nothing can be done there.
    return true;
  }
  if (initialised.length === 0) return true;
  const services = [...new Set(initialised.map(({ service }) => service))].join(', ');
  const inside = vscode.l10n.t('Change it in the database too');
  const recreate = vscode.l10n.t('Throw the data away…');
  const leave = vscode.l10n.t('Leave the database as it is');
  const possible = initialised.every(({ kind }) => kind !== undefined);
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} has its data already: the new password in the file changes nothing in it.', services),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Such a database reads its password from the file once, when its volume is still empty. The services that log in would get the new password, and the database would still want the old one.',
      ),
    },
    ...(possible ? [inside] : []),
    recreate,
    leave,
  );
  if (answer === inside) return changeInside(deps, analysed, initialised);
  if (answer === recreate) return throwAway(deps, analysed, initialised);
  return answer === leave;
}

async function changeInside(
  { settings, watch }: CarryDeps,
  analysed: AnalysedDocument,
  initialised: readonly InitialisedSecret[],
): Promise<boolean> {
  const services = [...new Set(initialised.map(({ service }) => service))];
  const target = { file: analysed.document.uri, endpoint: watch.engine.endpoint };
  const code = await runCompose(target, settings, ['up', '--detach', '--no-deps'], services);
  if (code !== 0) return false;
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Changing passwords in the database…'),
    },
    async () => {
      for (const one of initialised) {
        const problem = await changeAccount(watch, analysed, one);
        if (problem !== undefined) {
          void vscode.window.showErrorMessage(withoutLinks(problem));
          return false;
        }
      }
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'The password is changed in {0}: logging in with the new one works.',
          withoutLinks(services.join(', ')),
        ),
      );
      return true;
    },
  );
}

/** Changes one account and logs in with the new password; a text that says what went wrong. */
async function changeAccount(
  watch: ProjectWatch,
  analysed: AnalysedDocument,
  { secret, service, kind, superuser }: InitialisedSecret,
): Promise<string | undefined> {
  const { engine } = watch.engine;
  if (!kind) return undefined;
  const { owner } = secret.group;
  const commands = databaseChange(kind, {
    user: owner.user ?? superuser,
    superuser,
    oldPassword: owner.value,
    newPassword: secret.password,
  });
  const project = watch.projectOf(analysed);
  const container = (await engine.listContainers()).find(
    ({ labels, state }) =>
      state === 'running' &&
      labels['com.docker.compose.project'] === project &&
      labels['com.docker.compose.service'] === service,
  );
  if (!container) return vscode.l10n.t('{0} does not run.', service);
  const run = async ({ command, env }: DatabaseCommand): Promise<boolean> =>
    (await engine.exec(container.id, command, { env })).exitCode === 0;
  for (let waited = 0; !(await run(commands.ready)); waited++) {
    if (waited >= patience)
      return vscode.l10n.t(
        '{0} lets nobody in with the password that stood in the file: was it changed before?',
        service,
      );
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  if (!(await run(commands.change))) return vscode.l10n.t('{0} refused to change the password.', service);
  return (await run(commands.verify))
    ? undefined
    : vscode.l10n.t('{0} took the change, but does not let the new password in.', service);
}

async function throwAway(
  { settings, watch }: CarryDeps,
  analysed: AnalysedDocument,
  initialised: readonly InitialisedSecret[],
): Promise<boolean> {
  const volumes = [...new Set(initialised.flatMap((one) => one.volumes))];
  const services = [...new Set(initialised.map(({ service }) => service))];
  const yes = vscode.l10n.t('Delete for ever');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('All data of {0} will be lost.', services.join(', ')),
    {
      modal: true,
      detail: vscode.l10n.t('Volumes: {0}', volumes.join(', ') || vscode.l10n.t('those without a name')),
    },
    yes,
  );
  if (answer !== yes) return false;
  const target = { file: analysed.document.uri, endpoint: watch.engine.endpoint };
  const code = await runCompose(target, settings, ['rm', '--stop', '--force', '--volumes'], services);
  if (code !== 0) return false;
  if (volumes.length === 0) return true;
  const removed = await docker([...dockerOptions(target.endpoint), 'volume', 'rm', ...volumes]);
  if (!removed.ok)
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The volume could not be removed: {0}',
        withoutLinks(removed.stderr.trim().slice(0, 200)),
      ),
    );
  return removed.ok;
}
