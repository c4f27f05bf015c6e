import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ActionDeps } from './actionDeps';
import type { ErrorBoundary } from '../../platform/errorBoundary';
import { msg } from '../../message';
import { holdsVariable } from '../../platform/holdsVariable';
import { visibleText } from '../../platform/visibleText';
import { notify } from '../../platform/notify';
import type { ContainerSummary, Engine } from '../../engine/port';
import { dockerOptions } from '../../kernel/dockerOptions';
import { findDocker } from '../../findDocker';
import { containerTargets, type ContainerTarget } from './containerTargets';
import { findShell } from './findShell';
import { requireTrust } from './trust';

/** Logs and shell: the docker CLI in a terminal, called with argument arrays. */
export function registerTerminalActions(deps: ActionDeps): vscode.Disposable {
  const { boundary } = deps;
  return vscode.Disposable.from(
    boundary.command('unboxed.showContainerLogs', async (called: unknown, selected: unknown) => {
      const targets = await containerTargets(
        deps,
        called,
        selected,
        (container) => container.state !== 'created',
      );
      for (const target of targets ?? []) await showLogs(boundary, target);
    }),
    boundary.command('unboxed.openShell', async (called: unknown, selected: unknown) => {
      if (!(await requireTrust())) return;
      const targets = await containerTargets(
        deps,
        called,
        selected,
        (container) => container.state === 'running',
      );
      for (const target of targets ?? []) await openShell(boundary, target);
    }),
  );
}

/** A task rather than a bare terminal: what a stopped container wrote stays to be read. */
async function showLogs(boundary: ErrorBoundary, { live, container }: ContainerTarget): Promise<void> {
  // The engine is asked itself where no program may be started, nor what VS Code would put in place of an argument.
  const docker = vscode.workspace.isTrusted ? await findDocker() : undefined;
  const args = [...dockerOptions(live.endpoint), 'logs', '--follow', '--tail', '1000', container.id];
  if (docker === undefined || args.some(holdsVariable)) {
    logsTerminal(boundary, live.engine, container).show();
    return;
  }
  const task = new vscode.Task(
    { type: 'process' },
    vscode.TaskScope.Workspace,
    vscode.l10n.t('Logs of {0}', visibleText(container.name, 80)),
    'unboxed',
    // Where a task begins unless told, the workspace’s folder, a window may have none.
    new vscode.ProcessExecution(docker, args, { cwd: homedir() }),
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.New,
    echo: false,
    showReuseMessage: false,
  };
  task.isBackground = true;
  await vscode.tasks.executeTask(task);
}

/** The same without the docker command: through the engine. Closing the terminal ends the stream. */
function logsTerminal(
  boundary: ErrorBoundary,
  engine: Engine,
  { id, name }: ContainerSummary,
): vscode.Terminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new AbortController();
  const write = (text: string) => {
    written.fire(text.replace(/\r?\n/g, '\r\n'));
  };
  const follow = async () => {
    try {
      await engine.logs(id, write, closed.signal);
      write(`\n${vscode.l10n.t('The container has ended.')}\n`);
    } catch (error) {
      write(error instanceof Error ? error.message : String(error));
    }
  };
  return vscode.window.createTerminal({
    name: vscode.l10n.t('Logs of {0}', visibleText(name, 80)),
    iconPath: new vscode.ThemeIcon('output'),
    pty: {
      onDidWrite: written.event,
      open: boundary.listener(msg('The logs could not be shown'), follow),
      close: () => {
        closed.abort();
        written.dispose();
      },
    },
  });
}

async function openShell(boundary: ErrorBoundary, { live, container }: ContainerTarget): Promise<void> {
  const docker = await requireDocker();
  if (docker === undefined) return;
  let shell: string | undefined;
  try {
    shell = await findShell(live.engine, container.id);
  } catch (error) {
    boundary.failed(vscode.l10n.t('No shell could be opened in {0}', container.name), error);
    return;
  }
  if (shell === undefined) {
    void notify.information(
      vscode.l10n.t(
        '{0} has no shell: its image brings only what its program needs. Its processes and namespaces can still be looked at from outside.',
        container.name,
      ),
    );
    return;
  }
  vscode.window
    .createTerminal({
      name: vscode.l10n.t('{0} in {1}', shell, visibleText(container.name, 80)),
      shellPath: docker,
      shellArgs: [...dockerOptions(live.endpoint), 'exec', '--interactive', '--tty', container.id, shell],
      iconPath: new vscode.ThemeIcon('terminal'),
      isTransient: true,
    })
    .show();
}

async function requireDocker(): Promise<string | undefined> {
  const docker = await findDocker();
  if (docker === undefined)
    void notify.error(vscode.l10n.t('For this the docker command must be installed on this machine.'));
  return docker;
}
