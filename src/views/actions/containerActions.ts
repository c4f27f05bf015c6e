import * as vscode from 'vscode';
import type { ActionDeps } from './actionDeps';
import { registerComposeFileAction } from './showInComposeFile';
import { containerTargets } from './containerTargets';
import { registerInspectJson } from './inspectJson';
import { registerLifecycleActions } from './lifecycleActions';
import { registerOpenPort } from './openPort';
import { registerSetLimit } from './setLimit';
import { registerTerminalActions } from './terminalActions';

/** Everything that can be done with a container from its row, or from the palette. */
export function registerContainerActions(deps: ActionDeps): vscode.Disposable {
  return vscode.Disposable.from(
    registerLifecycleActions(deps),
    registerTerminalActions(deps),
    registerInspectJson(deps),
    registerOpenPort(deps),
    registerSetLimit(deps),
    registerComposeFileAction(deps),
    copyCommand(deps, 'unboxed.copyContainerId', (container) => container.id),
    copyCommand(deps, 'unboxed.copyContainerName', (container) => container.name),
  );
}

function copyCommand(
  deps: ActionDeps,
  command: 'unboxed.copyContainerId' | 'unboxed.copyContainerName',
  textOf: (container: { readonly id: string; readonly name: string }) => string,
): vscode.Disposable {
  return deps.boundary.command(command, async (called: unknown, selected: unknown) => {
    const targets = await containerTargets(deps, called, selected, () => true);
    if (targets === undefined || targets.length === 0) return;
    await vscode.env.clipboard.writeText(targets.map(({ container }) => textOf(container)).join('\n'));
  });
}
