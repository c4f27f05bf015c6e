import path from 'node:path';
import * as vscode from 'vscode';
import { visibleText } from '../platform/visibleText';
import type { AnalysedDocument } from './composeDocuments';

/**
 * Why nobody knows what is in a compose file: a look that failed and a text that cannot be read find nothing, which is
 * not to be taken for a file in which there is nothing. Undefined where it was looked at.
 */
export function whyUnknown(
  document: vscode.TextDocument,
  analysed: AnalysedDocument | undefined,
): string | undefined {
  if (!analysed) return lookFailed(document);
  if (analysed.analysis.lint.unreadable)
    return vscode.l10n.t(
      '{0} cannot be read until the problem that is marked in it is mended.',
      nameOf(document),
    );
  return undefined;
}

/** That a look at a compose file failed; what failed is told when it happens, and once only. */
export function lookFailed(document: vscode.TextDocument): string {
  return vscode.l10n.t('{0} could not be looked at; the output “Unboxed” says why.', nameOf(document));
}

const nameOf = ({ uri }: vscode.TextDocument): string => visibleText(path.basename(uri.path));
