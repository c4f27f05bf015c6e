import * as vscode from 'vscode';
import { firstRun } from '../course/labImage';
import type { LiveEngine } from '../engine/liveSnapshot';
import { dockerOptions } from '../kernel/dockerOptions';
import { docker } from './dockerCli';
import { mayStart } from './mayStart';

/** Runs a first container in a terminal, where the learner sees the command and what it prints. */
export async function runFirstContainer(live: LiveEngine): Promise<void> {
  if (!mayStart()) return;
  const { stdout } = await docker(live.endpoint, ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}']);
  const configured = vscode.workspace.getConfiguration('unboxed.course').get('image', '').trim();
  const run = firstRun(
    configured === '' ? stdout.split('\n').filter((image) => image !== '' && !image.includes('<none>')) : [],
    vscode.l10n.t('Hello from process 1 of a container!'),
    configured,
  );
  const args = ['run', '--rm', '--label', 'unboxed.course=firstContainer', ...run];
  const task = new vscode.Task(
    { type: 'unboxed', run: 'firstContainer' },
    vscode.TaskScope.Workspace,
    vscode.l10n.t('A first container'),
    'unboxed',
    new vscode.ProcessExecution('docker', [...dockerOptions(live.endpoint), ...args]),
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true, echo: true };
  await vscode.tasks.executeTask(task);
}
