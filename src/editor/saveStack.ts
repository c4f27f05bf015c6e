import * as vscode from 'vscode';
import type { AnalysedDocument } from './composeDocuments';

/**
 * Saves what is typed in the files of a stack (the compose file, its overrides, `.env`, what they include and
 * name), since compose reads the disk. Gives false where one of them could not be saved.
 */
export async function saveStack({ document, dependsOn }: AnalysedDocument): Promise<boolean> {
  for (const open of vscode.workspace.textDocuments)
    if (open.isDirty && (open === document || dependsOn.has(open.uri.fsPath)) && !(await open.save()))
      return false;
  return true;
}
