import * as vscode from 'vscode';

export interface PickSeveralOptions {
  readonly title?: string;
  readonly placeHolder: string;
}

/**
 * Lets the user choose one or several: boxes can be ticked, and Enter without any ticked takes the one that the typed
 * letters have led to, where VS Code's own list of several would take none. Undefined when the list was closed.
 */
export function pickSeveral<T extends vscode.QuickPickItem>(
  items: readonly T[],
  { title, placeHolder }: PickSeveralOptions,
): Promise<readonly T[] | undefined> {
  const list = vscode.window.createQuickPick<T>();
  list.items = items;
  list.canSelectMany = true;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.title = title;
  list.placeholder = placeHolder;
  list.selectedItems = items.filter(({ picked }) => picked === true);
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(list.selectedItems.length > 0 ? list.selectedItems : list.activeItems);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}
