import * as vscode from 'vscode';
import { notify } from '../platform/notify';

/** Whether docker may be run for this workspace; says why when not. */
export function mayStart(): boolean {
  if (vscode.workspace.isTrusted) return true;
  void notify.warning(vscode.l10n.t('Unboxed starts nothing in a workspace that you don’t trust.'));
  return false;
}
