import path from 'node:path';
import * as vscode from 'vscode';
import { visibleText } from '../platform/visibleText';
import type { EngineHub } from '../engine/liveSnapshot';
import { argumentsFor, dockerToRun, isAsItStands } from './composeRun';
import type { ComposeSettings } from './composeSettings';

/** Opens a shell in a running service: bash where the image has it, else sh. */
export async function openShell(
  { hub, settings }: { readonly hub: EngineHub; readonly settings: ComposeSettings },
  document: vscode.TextDocument,
  service: unknown,
): Promise<void> {
  if (typeof service !== 'string') return;
  const docker = await dockerToRun();
  if (docker === undefined) return;
  const target = { file: document.uri, endpoint: hub.current.endpoint };
  const shell = 'if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi';
  const shellArgs = argumentsFor(target, settings, ['exec'], [service, 'sh', '-c', shell]);
  if (!isAsItStands([docker, path.dirname(document.uri.fsPath), ...shellArgs])) return;
  const terminal = vscode.window.createTerminal({
    name: visibleText(service),
    shellPath: docker,
    shellArgs,
    cwd: path.dirname(document.uri.fsPath),
  });
  terminal.show();
}
