import * as vscode from 'vscode';

const scheme = 'unboxed-note';

/**
 * Lets an edit be looked at, place by place, before it is applied. VS Code shows an edit first when a part of it is
 * to be confirmed, and unticks that part; but copies of a password must change together. So all of it stays ticked,
 * and the part to be confirmed is an empty one, in a note that says so.
 */
export function showFirst(edit: vscode.WorkspaceEdit): vscode.Disposable {
  const text = vscode.l10n.t('Every place is ticked: “Apply” changes them together.');
  const note = vscode.Uri.from({ scheme, path: '/Unboxed' });
  edit.insert(note, new vscode.Position(0, 0), '', { needsConfirmation: true, label: text });
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => text,
  });
}
