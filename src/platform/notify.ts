import * as vscode from 'vscode';
import { withoutActingSigns } from './visibleText';
import { withoutLinks } from './withoutLinks';

const safe = (text: string) => withoutLinks(text.split('\n').map(withoutActingSigns).join('\n'));

/**
 * Notifications. VS Code makes links of `[words](command:…)` in them, and every name of an engine or of a file may
 * hold one: so no text of ours has links, and this is the only way to show one.
 */
export const notify = {
  information: <T extends string>(text: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showInformationMessage(safe(text), ...actions),
  warning: <T extends string>(text: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showWarningMessage(safe(text), ...actions),
  error: <T extends string>(text: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showErrorMessage(safe(text), ...actions),
  /** A question that waits for its answer; what is done without a yes is nothing. */
  question: <T extends string>(text: string, detail: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showWarningMessage(safe(text), { modal: true, detail: safe(detail) }, ...actions),
};
