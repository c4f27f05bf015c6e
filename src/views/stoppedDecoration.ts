import * as vscode from 'vscode';

const scheme = 'unboxed-stopped';

/** The address that marks a row as stopped; it names no file. */
export function stoppedUri(id: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${id}` });
}

/** Greys the rows of stopped containers. Their state also stands in words beside the name. */
export function registerStoppedDecoration(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: (uri) =>
      uri.scheme === scheme
        ? new vscode.FileDecoration(undefined, undefined, new vscode.ThemeColor('disabledForeground'))
        : undefined,
  });
}
