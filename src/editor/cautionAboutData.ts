import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { isOnDisk } from './composeDocument';
import { finishPending } from './finishPending';
import { initialisedSecrets } from './initialisedData';
import { pendingIn } from './pendingIn';
import { saveStack } from './saveStack';
import { offerToApply, type UpDeps } from './up';
import { lookFailed } from './whyUnknown';

/**
 * After passwords were changed in the files alone: says so where a database has its data already, and offers to
 * go on there. It saves nothing and starts nothing by itself.
 */
export async function cautionAboutData(deps: UpDeps, document: vscode.TextDocument): Promise<void> {
  const { documents, watch, pending } = deps;
  const analysed = await documents.of(document);
  if (!analysed || !isOnDisk(document.uri) || !vscode.workspace.isTrusted) return;
  let services: string[];
  try {
    const found = await initialisedSecrets(analysed, await pendingIn(pending, analysed), watch);
    services = found.map(({ service }) => service);
  } catch {
    // No engine answers: then there is nothing to warn of yet.
    return;
  }
  if (services.length === 0) return;
  const more = vscode.l10n.t('What now?');
  const answer = await notify.warning(
    vscode.l10n.t(
      '{0} has its data already: the new password in the file changes nothing in it.',
      [...new Set(services)].join(', '),
    ),
    more,
  );
  if (answer === more) await finishPasswords(deps, document);
}

/** Goes on where passwords are new in the files and not in the data: from the warning, or later from the lens. */
export async function finishPasswords(deps: UpDeps, document: vscode.TextDocument): Promise<void> {
  const { documents, pending } = deps;
  // The question may have stood there for hours: what counts is what the files say now.
  const now = await documents.of(document);
  if (!now) {
    void notify.error(lookFailed(document));
    return;
  }
  if ((await pendingIn(pending, now)).length === 0) {
    void notify.information(
      vscode.l10n.t('The files do not hold the new password any more: there is nothing to carry over.'),
    );
    return;
  }
  if (!(await saveStack(now)) || (await finishPending(deps, now)) !== 'carried') return;
  await offerToApply(deps, now);
}
