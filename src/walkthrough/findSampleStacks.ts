import * as vscode from 'vscode';
import { isPadStack } from '../course/isPadStack';
import { readTextFile } from './readTextFile';

/** Milliseconds for which a search of the workspace counts. */
const lifetime = 5000;
/** Compose files that are looked into at most. */
const most = 50;

/** Remembers for a moment what was found: a look at the engine may ask many times. */
export class SampleStackSearch {
  private last: { readonly at: number; readonly found: Promise<vscode.Uri[]> } | undefined;

  find(): Promise<vscode.Uri[]> {
    if (!this.last || performance.now() - this.last.at > lifetime)
      this.last = { at: performance.now(), found: findSampleStacks() };
    return this.last.found;
  }
}

/** Whether a file belongs to this workspace, or is open in an editor. */
export function isOfWorkspace(file: string): boolean {
  const uri = vscode.Uri.file(file);
  return (
    vscode.workspace.getWorkspaceFolder(uri) !== undefined ||
    vscode.workspace.textDocuments.some((document) => document.uri.fsPath === uri.fsPath)
  );
}

/** Compose files of this workspace, or open in an editor, that look like the sample stack. */
export async function findSampleStacks(): Promise<vscode.Uri[]> {
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === 'file');
  const inFolders = await vscode.workspace.findFiles(
    '**/{compose,docker-compose}.{yaml,yml}',
    '**/node_modules/**',
    most,
  );
  const files = new Map([...open, ...inFolders].map((uri) => [uri.fsPath, uri]));
  const found = await Promise.all(
    [...files.values()].map(async (uri) => ({ uri, text: await readTextFile(uri.fsPath) })),
  );
  return found.flatMap(({ uri, text }) => (text !== undefined && isPadStack(text) ? [uri] : []));
}
