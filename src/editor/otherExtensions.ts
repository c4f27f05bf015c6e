import * as vscode from 'vscode';
import { givenByOthers, type Given } from './model/neighbours';

/** What another extension gives on a document already, so that ours would stand there twice. */
export function givenOn(document: vscode.TextDocument): ReadonlySet<Given> {
  const settings = vscode.workspace.getConfiguration(undefined, document);
  return givenByOthers({
    language: document.languageId,
    besideOthers: settings.get('unboxed.codeLens.besideOthers', 'auto'),
    isInstalled: (id) => vscode.extensions.getExtension(id) !== undefined,
    setting: (name) => settings.get(name),
  });
}
