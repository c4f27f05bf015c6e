import * as vscode from 'vscode';
import { notify } from '../../platform/notify';

/** True in a trusted workspace. Else says why nothing is started, with the way to trust it. */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const answer = await notify.warning(
    vscode.l10n.t('Unboxed starts and changes nothing while this folder is not trusted.'),
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
