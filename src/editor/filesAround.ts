import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { FileAccess } from '../compose/composeModel';
import { decodeText } from '../compose/decodeText';
import { isOnDisk } from './composeDocument';

/** Bytes; larger files are no settings that somebody wrote. */
export const largestText = 1024 * 1024;

/** The uri of a file that a finding or an edit names, as seen from the compose file. */
export function uriOf(document: vscode.Uri, file: string): vscode.Uri {
  if (file === document.fsPath) return document;
  return document.with({ path: vscode.Uri.file(path.resolve(path.dirname(document.fsPath), file)).path });
}

/** The files around a compose file, and which of them were asked for, there or not. */
export interface FilesAround extends FileAccess {
  /** Absolute paths: a change of one of them may change what is known of the compose file. */
  readonly asked: ReadonlySet<string>;
}

/**
 * The files around a compose file on the disk as the editor shows them: unsaved text counts before the disk. Of one
 * that is elsewhere nothing is known here (see `FetchedFiles`): the disk may have other files of the same names.
 */
export function filesAround(document: vscode.Uri): FilesAround {
  // What was never saved has no folder.
  if (!path.isAbsolute(document.fsPath) || !isOnDisk(document))
    return { asked: new Set(), readFile: () => undefined, exists: () => undefined };
  const resolve = (name: string): string => path.resolve(path.dirname(document.fsPath), name);
  const known = new Map<string, string | undefined>();
  const asked = new Set<string>();
  return {
    asked,
    readFile(name) {
      const file = resolve(name);
      asked.add(file);
      if (!known.has(file))
        known.set(file, mayRead(document, vscode.Uri.file(file)) ? read(file) : undefined);
      return known.get(file);
    },
    exists(name) {
      const file = resolve(name);
      asked.add(file);
      return existsSync(file);
    },
  };
}

/**
 * A folder that nobody has vouched for names any path it likes in its files. Then only what lies in the workspace,
 * or under the compose file, is read.
 */
export function mayRead(document: vscode.Uri, file: vscode.Uri): boolean {
  if (vscode.workspace.isTrusted) return true;
  const beside = path.relative(path.dirname(document.fsPath), file.fsPath);
  if (!beside.startsWith('..') && !path.isAbsolute(beside)) return true;
  return vscode.workspace.getWorkspaceFolder(file) !== undefined;
}

/** The text of a file that is open, saved or not. */
export function openText(file: vscode.Uri): string | undefined {
  return vscode.workspace.textDocuments
    .find(
      ({ uri, isClosed }) => !isClosed && uri.scheme === file.scheme && uri.toString() === file.toString(),
    )
    ?.getText();
}

function read(file: string): string | undefined {
  const open = openText(vscode.Uri.file(file));
  if (open !== undefined) return open;
  try {
    const stat = statSync(file);
    // A device or a pipe, named by a hostile file, would be read without end.
    if (!stat.isFile() || stat.size > largestText) return undefined;
    return decodeText(readFileSync(file));
  } catch {
    // Not there, or not text: compose files may name such files, and the rules say so.
    return undefined;
  }
}
