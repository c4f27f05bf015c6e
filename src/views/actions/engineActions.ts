import * as vscode from 'vscode';
import type { CommandId } from '../../commandIds';
import { msg } from '../../message';
import type { EditorBoundary } from '../../platform/editorBoundary';
import { pickText } from '../../platform/pickText';
import type { EngineHub } from '../../engine/liveSnapshot';
import type { EngineEndpoint } from '../../engine/port';
import { requireTrust } from './trust';

export interface EngineActionDeps {
  readonly hub: EngineHub;
  /** Where the choice of engines is remembered. */
  readonly memento: vscode.Memento;
  readonly boundary: EditorBoundary;
}

const chosenKey = 'unboxed.engines';
const installPage = 'https://docs.docker.com/get-started/get-docker/';

/** Choosing engines, and the next steps that are offered when none answers. */
export function registerEngineActions({ hub, memento, boundary }: EngineActionDeps): vscode.Disposable {
  const command = (id: CommandId, run: (...args: unknown[]) => unknown) => boundary.command(id, run);
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration(
      boundary.listener(
        msg('The engine of the settings could not be shown'),
        (event: vscode.ConfigurationChangeEvent) =>
          event.affectsConfiguration('unboxed.containers.engine') ? remember(hub, memento, []) : undefined,
      ),
    ),
    command('unboxed.selectEngine', async (at: unknown) => {
      if (at === 'setting')
        await vscode.commands.executeCommand('workbench.action.openSettings', 'unboxed.containers.engine');
      else await selectEngines(hub, memento, typeof at === 'string' ? at : undefined);
    }),
    command('unboxed.retryEngine', () => {
      for (const live of hub.shown) live.retryNow();
    }),
    command('unboxed.installEngine', () => vscode.env.openExternal(vscode.Uri.parse(installPage))),
    command('unboxed.startEngine', () => writeInTerminal(startCommand(process.platform))),
    command('unboxed.joinEngineGroup', (group: unknown) =>
      writeInTerminal(joinCommand(typeof group === 'string' ? group : '')),
    ),
  );
}

/** Shows again the engines that were chosen last; without a choice nothing is read. */
export async function restoreChosenEngines({ hub, memento }: EngineActionDeps): Promise<void> {
  const names = memento.get<readonly string[]>(chosenKey, []);
  if (names.length === 0) return;
  const chosen = (await hub.endpoints()).filter((endpoint) => names.includes(endpoint.name));
  if (chosen.length > 0) await hub.select(chosen);
}

/** Lets the user choose; with an address, takes the engine there. */
async function selectEngines(hub: EngineHub, memento: vscode.Memento, host?: string): Promise<void> {
  const endpoints = await hub.endpoints();
  const named = endpoints.filter((endpoint) => endpoint.host === host);
  if (named.length > 0) {
    await remember(hub, memento, named);
    return;
  }
  const shown = new Set(hub.shown.map((live) => live.endpoint.name));
  const items = endpoints.map((endpoint) => ({
    label: pickText(endpoint.name),
    description: pickText(endpoint.host),
    detail: sourceInWords(endpoint),
    picked: shown.has(endpoint.name),
    endpoint,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    title: vscode.l10n.t('Select Engines'),
    placeHolder: vscode.l10n.t('One or several; none: the one that docker uses'),
  });
  if (chosen === undefined) return;
  await remember(
    hub,
    memento,
    chosen.map((item) => item.endpoint),
  );
}

/** Shows these engines now and in later windows; none goes back to the one that is configured. */
async function remember(
  hub: EngineHub,
  memento: vscode.Memento,
  endpoints: readonly EngineEndpoint[],
): Promise<void> {
  await hub.select(endpoints);
  await memento.update(
    chosenKey,
    endpoints.map((endpoint) => endpoint.name),
  );
}

function sourceInWords(endpoint: EngineEndpoint): string {
  switch (endpoint.source) {
    case 'setting':
      return vscode.l10n.t('From the settings');
    case 'DOCKER_HOST':
      return vscode.l10n.t('From the variable DOCKER_HOST');
    case 'context':
      return vscode.l10n.t('Docker context');
    case 'default':
      return vscode.l10n.t('Found on this machine');
  }
}

function startCommand(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'open -a Docker';
  if (platform === 'win32') return 'docker desktop start';
  return 'sudo systemctl start docker';
}

/** Only a plain group name is put in a command line. */
function joinCommand(group: string): string {
  const name = /^[a-z_][a-z0-9_-]*$/i.test(group) ? group : 'docker';
  return `sudo usermod -aG ${name} $USER`;
}

/** Writes a command for the user to read and to start: it changes the machine, so it is not run here. */
async function writeInTerminal(line: string): Promise<void> {
  if (!(await requireTrust())) return;
  const terminal = vscode.window.createTerminal({ name: 'Docker', iconPath: new vscode.ThemeIcon('server') });
  terminal.show();
  terminal.sendText(line, false);
}
