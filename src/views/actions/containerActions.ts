import * as vscode from 'vscode';
import type { EngineHub } from '../../engine/liveSnapshot';
import { registerComposeFileAction } from './showInComposeFile';
import { containerTargets } from './containerTargets';
import { registerInspectJson } from './inspectJson';
import { registerLifecycleActions } from './lifecycleActions';
import { registerOpenPort } from './openPort';
import { registerSetLimit } from './setLimit';
import { registerTerminalActions } from './terminalActions';

/** Everything that can be done with a container from its row, or from the palette. */
export function registerContainerActions(hub: EngineHub): vscode.Disposable {
  return vscode.Disposable.from(
    registerLifecycleActions(hub),
    registerTerminalActions(hub),
    registerInspectJson(hub),
    registerOpenPort(hub),
    registerSetLimit(hub),
    registerComposeFileAction(hub),
    copyCommand(hub, 'unboxed.copyContainerId', (container) => container.id),
    copyCommand(hub, 'unboxed.copyContainerName', (container) => container.name),
  );
}

function copyCommand(
  hub: EngineHub,
  command: 'unboxed.copyContainerId' | 'unboxed.copyContainerName',
  textOf: (container: { readonly id: string; readonly name: string }) => string,
): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (called: unknown, selected: unknown) => {
    const targets = await containerTargets(hub, called, selected, () => true);
    if (targets === undefined || targets.length === 0) return;
    await vscode.env.clipboard.writeText(targets.map(({ container }) => textOf(container)).join('\n'));
  });
}
