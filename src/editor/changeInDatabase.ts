import * as vscode from 'vscode';
import { EngineError, type EngineEndpoint } from '../engine/port';
import { engineAdvice } from '../kernel/engineAdvice';
import { withoutLinks } from '../withoutLinks';
import { runCompose } from './composeRun';
import type { AnalysedDocument } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import type { InitialisedSecret } from './initialisedData';
import { databaseChange, type DatabaseCommand } from './model/databaseChange';
import type { ProjectWatch } from './projectWatch';
import { say } from './say';

export interface CarryDeps {
  readonly settings: ComposeSettings;
  readonly watch: ProjectWatch;
}

/** Seconds to wait for a database that has just been started. */
const patience = 60;

/**
 * Changes the accounts in the running databases and logs in with the new passwords. What goes wrong is said, and
 * can be tried again: an account that took its new password before is left alone. Gives false where it was not
 * done; the data is never touched.
 */
export async function changeInDatabase(
  { settings, watch }: CarryDeps,
  analysed: AnalysedDocument,
  initialised: readonly InitialisedSecret[],
): Promise<boolean> {
  const services = [...new Set(initialised.map(({ service }) => service))];
  const target = { file: analysed.document.uri, endpoint: watch.engine.endpoint };
  const code = await runCompose(target, settings, ['up', '--detach', '--no-deps'], services);
  if (code !== 0) return false;
  const again = vscode.l10n.t('Try again');
  for (;;) {
    const problem = await changeAll(watch, analysed, initialised);
    if (problem === undefined) break;
    const answer = await vscode.window.showErrorMessage(
      withoutLinks(
        `${problem} ${vscode.l10n.t('The data is untouched. The files have the new password: undo brings the old one back.')}`,
      ),
      again,
    );
    if (answer !== again) return false;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The password is changed in {0}: logging in with the new one works.',
      withoutLinks(services.join(', ')),
    ),
  );
  return true;
}

/** A text that says what went wrong, undefined when all accounts have their new password. */
function changeAll(
  watch: ProjectWatch,
  analysed: AnalysedDocument,
  initialised: readonly InitialisedSecret[],
): Thenable<string | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Changing passwords in the database…'),
      cancellable: true,
    },
    async (_, token) => {
      for (const one of initialised) {
        const problem = await changeAccount(watch, analysed, one, token);
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  );
}

async function changeAccount(
  watch: ProjectWatch,
  analysed: AnalysedDocument,
  { secret, service, kind, superuser }: InitialisedSecret,
  token: vscode.CancellationToken,
): Promise<string | undefined> {
  const { engine, endpoint } = watch.engine;
  if (!kind) return undefined;
  const { owner } = secret.group;
  const commands = databaseChange(kind, {
    user: owner.user ?? superuser,
    superuser,
    oldPassword: owner.value,
    newPassword: secret.password,
  });
  const project = watch.projectOf(analysed);
  try {
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
      if (await run(commands.verify)) return undefined;
      if (token.isCancellationRequested) return vscode.l10n.t('You stopped it before {0} answered.', service);
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
  } catch (error) {
    return vscode.l10n.t('{0} could not be asked: {1}', service, reasonOf(error, endpoint));
  }
}

/** Why the engine could not do it, in words. */
function reasonOf(error: unknown, endpoint: EngineEndpoint): string {
  const failure =
    error instanceof EngineError
      ? { reason: error.kind, subject: error.subject, detail: error.detail }
      : { reason: 'unknown' as const, subject: '', detail: String(error) };
  return say(engineAdvice(failure, endpoint).reason);
}
