import * as vscode from 'vscode';

/** Sets a key that `when` clauses of the manifest ask for. The editor takes any, so there is nothing to wait for. */
export function setContext(key: `unboxed.${string}`, value: string | boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
