import * as vscode from 'vscode';
import { withoutLinks } from './withoutLinks';

/**
 * Notifications. VS Code makes links of `[words](command:…)` in them, and every name of an engine or of a file may
 * hold one: so no text of ours has links, and this is the only way to show one.
 */
export const notify = {
  information: <T extends string>(text: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showInformationMessage(withoutLinks(text), ...actions),
  warning: <T extends string>(text: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showWarningMessage(withoutLinks(text), ...actions),
  error: <T extends string>(text: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showErrorMessage(withoutLinks(text), ...actions),
  /** A question that waits for its answer; what is done without a yes is nothing. */
  question: <T extends string>(text: string, detail: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showWarningMessage(withoutLinks(text), { modal: true, detail }, ...actions),
};
