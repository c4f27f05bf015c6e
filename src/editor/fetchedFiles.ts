import path from 'node:path';
import * as vscode from 'vscode';
import { decodeText } from '../compose/decodeText';
import { largestText, mayRead, openText, uriOf, type FilesAround } from './filesAround';

/** A file of another file system, as it was when it was read; no text where it holds none. */
interface FetchedFile {
  readonly exists: boolean;
  readonly text: string | undefined;
}

/** The files around a compose file, and those of them that were asked for and are not fetched yet. */
export interface FetchedAround extends FilesAround {
  readonly missing: ReadonlyMap<string, vscode.Uri>;
}

/**
 * Files of file systems that answer later (a repository on the web, for instance), as far as they have been fetched:
 * what is unknown counts as unknown, and is named, so that it can be fetched and looked at again.
 */
export class FetchedFiles {
  private readonly known = new Map<string, FetchedFile>();

  around(document: vscode.Uri): FetchedAround {
    const asked = new Set<string>();
    const missing = new Map<string, vscode.Uri>();
    const find = (name: string): FetchedFile | undefined => {
      const uri = uriOf(document, name);
      asked.add(uri.fsPath);
      if (!mayRead(document, uri)) return undefined;
      const file = this.known.get(uri.toString());
      if (!file) missing.set(uri.toString(), uri);
      return file;
    };
    return {
      asked,
      missing,
      readFile: (name) => {
        const file = find(name);
        return openText(uriOf(document, name)) ?? file?.text;
      },
      exists: (name) => find(name)?.exists,
    };
  }

  /** Fetches files; one that cannot be had is known not to be there. */
  async fetch(files: Iterable<vscode.Uri>): Promise<void> {
    await Promise.all(
      [...files].map(async (uri) => {
        this.known.set(uri.toString(), await fetched(uri));
      }),
    );
  }

  /** It has changed: the next time it is fetched anew. */
  forget(file: vscode.Uri): void {
    this.known.delete(file.toString());
  }
}

async function fetched(uri: vscode.Uri): Promise<FetchedFile> {
  const nothing = { exists: false, text: undefined };
  // The root of a file system can be above what its address names; a path that leads out of it is nowhere.
  if (!path.posix.isAbsolute(uri.path)) return nothing;
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > largestText) return { exists: true, text: undefined };
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { exists: true, text: decodeText(bytes) };
  } catch (error) {
    // What is there and no text cannot be decoded: a TypeError. All else says that it cannot be had.
    return error instanceof TypeError ? { exists: true, text: undefined } : nothing;
  }
}
