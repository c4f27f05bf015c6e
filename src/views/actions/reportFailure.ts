import * as vscode from 'vscode';
import { withoutLinks } from '../../withoutLinks';

/** Says what the engine refused, in its own words. */
export function reportFailure(what: string, error: unknown): void {
  const words = error instanceof Error ? error.message : String(error);
  void vscode.window.showErrorMessage(withoutLinks(vscode.l10n.t('{0}: {1}', what, words)));
}
