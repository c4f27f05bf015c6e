import * as vscode from 'vscode';
import { typedItem } from './typedItem';

export interface PickSeveralOptions {
  readonly title?: string;
  readonly placeHolder: string;
}

/**
 * Lets the user choose one or several: boxes can be ticked, and Enter without any ticked takes the one that was moved
 * to or that the typed letters lead to, where VS Code's own list of several would take none. Undefined when the list was closed.
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
      const { selectedItems, activeItems, value } = list;
      const typed = typedItem(items, value);
      if (selectedItems.length > 0) resolve(selectedItems);
      else if (activeItems.length > 0) resolve(activeItems);
      else if (typed !== undefined) resolve([typed]);
      else return;
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}
