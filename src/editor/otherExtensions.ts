import * as vscode from 'vscode';
import type { LensKind } from './model/lensModel';

/** Extensions that put a “run” lens of their own on compose files. */
const withLenses = ['ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker'];
/** Extensions that complete keys and names in compose files, explain them and rename them. */
const withLanguage = ['docker.docker', 'ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker'];

const isThere = (ids: readonly string[]): boolean =>
  ids.some((id) => vscode.extensions.getExtension(id) !== undefined);

/** The lenses that another extension shows already; none where the reader wants ours all the same. */
export function doubledLenses(besideOthers: string): ReadonlySet<LensKind> {
  return new Set(besideOthers !== 'always' && isThere(withLenses) ? ['up'] : []);
}

/** Whether another extension completes and explains compose files already. */
export function hasOtherLanguageSupport(document: vscode.TextDocument): boolean {
  const wanted = vscode.workspace
    .getConfiguration('unboxed', document)
    .get<string>('codeLens.besideOthers', 'auto');
  return wanted !== 'always' && isThere(withLanguage);
}
