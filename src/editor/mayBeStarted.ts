import * as vscode from 'vscode';
import type { CommandId } from '../commandIds';
import { notify } from '../platform/notify';
import { visibleText } from '../platform/visibleText';

/** What runs something of a file without a question of its own. */
const starts: ReadonlySet<CommandId> = new Set([
  'unboxed.composeUp',
  'unboxed.composeResume',
  'unboxed.composeShell',
]);

/**
 * Whoever calls a command may name any file of the disk: one that nobody looks at is not started unasked. `isNamed`:
 * the caller named it; else it was found among the reader's own files.
 */
export async function mayBeStarted(
  id: CommandId,
  { uri }: vscode.TextDocument,
  isNamed: boolean,
): Promise<boolean> {
  if (!starts.has(id) || !vscode.workspace.isTrusted || isInTab(uri)) return true;
  if (!isNamed && vscode.workspace.getWorkspaceFolder(uri)) return true;
  const yes = vscode.l10n.t('Run It');
  const answer = await notify.question(
    vscode.l10n.t('Run something of a file that you do not look at?'),
    visibleText(uri.fsPath, 500),
    yes,
  );
  return answer === yes;
}

/** Whether a tab of this window holds a file, be it behind others: then the reader has opened it. */
function isInTab(uri: vscode.Uri): boolean {
  const shown = uri.toString();
  return (
    vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === shown) ||
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === shown),
    )
  );
}
