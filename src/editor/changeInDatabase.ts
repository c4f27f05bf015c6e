import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { EngineError, type EngineEndpoint, type ExecResult } from '../engine/port';
import { engineAdvice } from '../kernel/engineAdvice';
import { runCompose } from './composeRun';
import type { AnalysedDocument } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import type { InitialisedSecret } from './initialisedData';
import { databaseChange, errorCode, knownOld, refused, type DatabaseCommand } from './model/databaseChange';
import type { ProjectWatch } from './projectWatch';
import { say } from '../platform/say';

export interface CarryDeps {
  readonly settings: ComposeSettings;
  readonly watch: ProjectWatch;
}

/** Milliseconds to wait for a database that has just been started. */
const patience = 60_000;
/** How often a database may say that both passwords are wrong: it may be busy with its first start. */
const mostRefusals = 5;

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
  if (code !== 0) {
    void notify.error(
      vscode.l10n.t(
        '{0} could not be started, so its password was not changed: the files have the new one, its data the old one. Mend what Compose says, then “Up” asks again; undo brings the old password back.',
        services.join(', '),
      ),
    );
    return false;
  }
  const again = vscode.l10n.t('Try again');
  for (;;) {
    const problem = await changeAll(watch, analysed, initialised);
    if (problem === undefined) break;
    const answer = await notify.error(
      `${problem} ${vscode.l10n.t('The data is untouched. The files have the new password: undo brings the old one back, and until then “Up” asks again.')}`,
      again,
    );
    if (answer !== again) return false;
  }
  void notify.information(
    vscode.l10n.t('The password is changed in {0}: logging in with the new one works.', services.join(', ')),
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
  const { user = superuser, oldPassword = '', newPassword = '' } = secret;
  const commands = databaseChange(kind, { user, superuser, oldPassword, newPassword });
  const project = watch.projectOf(analysed);
  try {
    const container = (await engine.listContainers()).find(
      ({ labels, state }) =>
        state === 'running' &&
        labels['com.docker.compose.project'] === project &&
        labels['com.docker.compose.service'] === service,
    );
    if (!container) return vscode.l10n.t('{0} does not run.', service);
    const run = ({ command, env }: DatabaseCommand): Promise<ExecResult> =>
      engine.exec(container.id, command, { env });
    let refusals = 0;
    for (const begun = performance.now(); ;) {
      const { exitCode } = await run(commands.ready);
      if (exitCode === 0) break;
      if (exitCode === refused) refusals++;
      if (token.isCancellationRequested) return vscode.l10n.t('You stopped it before {0} answered.', service);
      if (refusals >= mostRefusals)
        return vscode.l10n.t(
          '{0} lets nobody in with the password that stood in the file: was it changed before? With the right one in the file it can be changed; else its data would have to be thrown away.',
          service,
        );
      if (performance.now() - begun >= patience)
        return vscode.l10n.t('{0} runs, but does not answer.', service);
      // A refusal may be of the first start alone: it gets more time before it is asked again.
      await new Promise((resolve) => setTimeout(resolve, exitCode === refused ? 1000 : 300));
    }
    const before = await run(commands.verify);
    if (before.exitCode === 0) return undefined;
    const changed = await run(commands.change);
    if (changed.exitCode !== 0) {
      const code = errorCode(changed.stderr);
      return code === undefined
        ? vscode.l10n.t('{0} refused to change the password.', service)
        : vscode.l10n.t('{0} refused to change the password (error {1}).', service, code);
    }
    const { exitCode } = await run(commands.verify);
    if (exitCode === 0) return undefined;
    return exitCode === knownOld
      ? vscode.l10n.t('{0} has the new password, but still lets the old one in.', service)
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
