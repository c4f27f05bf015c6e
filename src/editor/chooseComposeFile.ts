import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { pickText } from '../platform/pickText';
import { isComposeDocument } from './composeDocument';

/** Files that are offered at most. */
const most = 50;

/**
 * The compose file that a command is meant for where the editor in front shows none, as behind a page of the course:
 * the one that can be seen, or is open, or is in the workspace; asks which where there are several.
 */
export async function chooseComposeFile(): Promise<vscode.TextDocument | undefined> {
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  for (const documents of [visible, vscode.workspace.textDocuments]) {
    const found = [...new Set(documents.filter(isComposeDocument))];
    if (found.length > 0) return pick(found);
  }
  const files = await vscode.workspace.findFiles(
    '**/{compose,docker-compose}.{yaml,yml}',
    '**/node_modules/**',
    most,
  );
  const documents = await Promise.all(files.map((uri) => vscode.workspace.openTextDocument(uri)));
  const found = documents.filter(isComposeDocument);
  if (found.length > 0) return pick(found);
  const sample = vscode.l10n.t('Open the Sample Stack');
  const text = vscode.l10n.t('There is no compose file here. Open one first.');
  if ((await notify.information(text, sample)) === sample)
    await vscode.commands.executeCommand('unboxed.openSampleStack');
  return undefined;
}

async function pick(documents: readonly vscode.TextDocument[]): Promise<vscode.TextDocument | undefined> {
  if (documents.length === 1) return documents[0];
  const chosen = await vscode.window.showQuickPick(
    documents.map((document) => ({
      label: pickText(vscode.workspace.asRelativePath(document.uri)),
      document,
    })),
    { placeHolder: vscode.l10n.t('Which compose file is meant?') },
  );
  return chosen?.document;
}
