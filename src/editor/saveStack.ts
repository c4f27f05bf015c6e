import * as vscode from 'vscode';
import { isComposeDocument } from './composeDocument';
import type { AnalysedDocument } from './composeDocuments';

/**
 * Saves what is typed in the files of a stack (the compose file, its overrides, `.env`, what they include and
 * name), since compose reads the disk. Gives false where one of them could not be saved.
 */
export async function saveStack({ document, dependsOn }: AnalysedDocument): Promise<boolean> {
  const typed = vscode.workspace.textDocuments.filter(
    (open) => open.isDirty && (open === document || dependsOn.has(open.uri.fsPath)),
  );
  // What is named comes before what names it: should the editor end in between, no file names what is not there yet.
  const last = (open: vscode.TextDocument): number => Number(isComposeDocument(open));
  for (const open of typed.sort((a, b) => last(a) - last(b))) if (!(await open.save())) return false;
  return true;
}
