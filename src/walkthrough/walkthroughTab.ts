import * as vscode from 'vscode';

const walkthrough = 'unboxed.introduction';

/** Opens the course's walkthrough, at the step of a chapter when one is named. */
export async function openWalkthrough({ id }: vscode.Extension<unknown>, at?: unknown): Promise<void> {
  const category = `${id}#${walkthrough}`;
  const step = typeof at === 'string' ? at : undefined;
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    step === undefined ? category : { category, step },
    false,
  );
}

/**
 * Calls back at once and whenever it may have changed whether a walkthrough can be seen. VS Code tells
 * extensions nothing of such a tab but that its input is of an unknown kind, so the settings editor counts too.
 */
export function watchWalkthroughTab(onChange: (visible: boolean) => void): vscode.Disposable {
  const report = () => {
    onChange(
      vscode.window.tabGroups.all.some(
        ({ activeTab }) => activeTab !== undefined && activeTab.input === undefined,
      ),
    );
  };
  report();
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(report),
    vscode.window.tabGroups.onDidChangeTabGroups(report),
  );
}
