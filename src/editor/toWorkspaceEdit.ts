import * as vscode from 'vscode';
import type { Edit } from '../compose/finding';
import { uriOf } from './filesAround';

/** Edits of several files as one that VS Code applies and undoes as a whole. */
export async function toWorkspaceEdit(
  document: vscode.Uri,
  { edits, creates }: { readonly edits: readonly Edit[]; readonly creates: readonly string[] },
): Promise<vscode.WorkspaceEdit> {
  const result = new vscode.WorkspaceEdit();
  for (const file of creates) {
    const text = edits.filter((edit) => edit.file === file).map(({ newText }) => newText);
    const contents = new TextEncoder().encode(text.join(''));
    result.createFile(uriOf(document, file), { overwrite: false, ignoreIfExists: true, contents });
  }
  for (const { file, range, newText } of edits) {
    if (creates.includes(file)) continue;
    const target = await vscode.workspace.openTextDocument(uriOf(document, file));
    const at = new vscode.Range(target.positionAt(range.start), target.positionAt(range.end));
    result.replace(target.uri, at, newText);
  }
  return result;
}
