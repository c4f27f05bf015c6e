import type * as vscode from 'vscode';
import { isComposeFile } from '../compose/isComposeFile';

/** Documents that may be compose files; `isComposeDocument` decides by name and content. */
export const composeSelector: vscode.DocumentSelector = [{ language: 'dockercompose' }, { language: 'yaml' }];

/** Whether a document is a compose file: by its language, its name, or what stands in it. */
export function isComposeDocument(document: vscode.TextDocument): boolean {
  if (document.uri.scheme !== 'file' && document.uri.scheme !== 'vscode-remote' && !document.isUntitled)
    return false;
  if (document.languageId === 'dockercompose') return true;
  return document.languageId === 'yaml' && isComposeFile(document.uri.path, document.getText());
}
