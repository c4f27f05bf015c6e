import * as vscode from 'vscode';

const walkthrough = 'unboxed.introduction';

/** Opens the course's walkthrough, at a step when one is named. */
export async function openWalkthrough(extensionId: string, step?: string): Promise<void> {
  const category = `${extensionId}#${walkthrough}`;
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    step === undefined ? category : { category, step: `${category}#${step}` },
    false,
  );
}

/**
 * Calls back at once and whenever a tab with the walkthrough is opened or closed. Such a tab has no input that
 * extensions can see, but it bears the walkthrough's title, in the language of the editor.
 */
export function watchWalkthroughTab(title: string, onChange: (open: boolean) => void): vscode.Disposable {
  const report = () => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    onChange(tabs.some((tab) => tab.label.includes(title)));
  };
  report();
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(report),
    vscode.window.tabGroups.onDidChangeTabGroups(report),
  );
}
