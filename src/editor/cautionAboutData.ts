import * as vscode from 'vscode';
import { withoutLinks } from '../platform/withoutLinks';
import type { ComposeDocuments } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import { finishPending } from './finishPending';
import { initialisedSecrets } from './initialisedData';
import type { PendingPasswords } from './model/pendingPasswords';
import { pendingIn } from './pendingIn';
import type { ProjectWatch } from './projectWatch';
import { saveStack } from './saveStack';

interface CautionDeps {
  readonly documents: ComposeDocuments;
  readonly settings: ComposeSettings;
  readonly watch: ProjectWatch;
  readonly pending: PendingPasswords;
}

/**
 * After passwords were changed in the files alone: says so where a database has its data already, and offers to
 * go on there. It saves nothing and starts nothing by itself.
 */
export async function cautionAboutData(deps: CautionDeps, document: vscode.TextDocument): Promise<void> {
  const { documents, watch, pending } = deps;
  const analysed = await documents.of(document);
  if (!analysed || !vscode.workspace.isTrusted) return;
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
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} has its data already: the new password in the file changes nothing in it.',
      withoutLinks([...new Set(services)].join(', ')),
    ),
    more,
  );
  if (answer !== more) return;
  // The question may have stood there for hours: what counts is what the files say now.
  const now = await documents.of(document);
  if (!now) return;
  if ((await pendingIn(pending, now)).length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The files do not hold the new password any more: there is nothing to carry over.'),
    );
    return;
  }
  if (await saveStack(now)) await finishPending(deps, now);
}
