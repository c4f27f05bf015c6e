import * as vscode from 'vscode';
import { textOfFile } from '../textOfFile';

/** A file of the extension's machine, as it stands in an open editor or else on the disk; undefined if unreadable. */
export async function readTextFile(file: string): Promise<string | undefined> {
  if (file === '') return undefined;
  const uri = vscode.Uri.file(file);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.fsPath === uri.fsPath);
  if (open && !open.isDirty) return open.getText();
  return textOfFile(file);
}
