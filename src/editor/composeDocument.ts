import * as vscode from 'vscode';
import { isComposeFile } from '../compose/isComposeFile';

/** Documents that may be compose files; `isComposeDocument` decides by name and content. */
export const composeSelector: vscode.DocumentSelector = [{ language: 'dockercompose' }, { language: 'yaml' }];

/** Whether a document is a compose file: by its language, its name, or what stands in it. */
export function isComposeDocument(document: vscode.TextDocument): boolean {
  if (!isOnDisk(document.uri) && !document.isUntitled && !isInFileSystem(document.uri)) return false;
  if (document.languageId === 'dockercompose') return true;
  return document.languageId === 'yaml' && isComposeFile(document.uri.path, document.getText());
}

/** Whether a file is on the disk of the machine on which we run: there its neighbours can be read, and compose too. */
export const isOnDisk = ({ scheme }: vscode.Uri): boolean => scheme === 'file' || scheme === 'vscode-remote';

/** Whether a file is in another file system than the disk’s; what was never saved is in none. */
export const isElsewhere = (uri: vscode.Uri): boolean => !isOnDisk(uri) && uri.scheme !== 'untitled';

/**
 * Whether somebody works on a file in another file system: a repository on the web, an archive, a share. An older
 * version that a comparison shows, or what an extension makes up to be read, is no such file.
 */
function isInFileSystem({ scheme }: vscode.Uri): boolean {
  return (
    vscode.workspace.fs.isWritableFileSystem(scheme) === true ||
    (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === scheme)
  );
}
