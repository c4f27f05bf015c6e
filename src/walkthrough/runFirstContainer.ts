import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { firstRun } from '../course/labImage';
import type { LiveEngine } from '../engine/liveSnapshot';
import { findDocker } from '../findDocker';
import { dockerOptions } from '../kernel/dockerOptions';
import { mayStart } from './mayStart';
import { missingDocker } from './missingDocker';

/** Runs a first container in a terminal, where the learner sees the command and what it prints. */
export async function runFirstContainer(live: LiveEngine): Promise<void> {
  if (!mayStart()) return;
  const docker = await findDocker();
  if (docker === undefined) {
    void notify.error(missingDocker());
    return;
  }
  const { configuredImage, obtainImage } = await import('./obtainImage');
  const configured = configuredImage();
  const greeting = vscode.l10n.t('Hello from process 1 of a container!');
  let run: readonly string[] = [];
  const obtained = await obtainImage(live.engine, (present) => {
    run = firstRun({ present, configured }, greeting);
    return run[0] ?? '';
  });
  if (!obtained) return;
  if ('problem' in obtained) {
    await notify.error(obtained.problem);
    return;
  }
  const args = ['run', '--rm', '--label', 'unboxed.course=firstContainer', ...run];
  const task = new vscode.Task(
    { type: 'unboxed', run: 'firstContainer' },
    vscode.TaskScope.Workspace,
    vscode.l10n.t('A first container'),
    'unboxed',
    // A task begins in the workspace's folder unless told where, and fails in a window that has none.
    new vscode.ProcessExecution(docker, [...dockerOptions(live.endpoint), ...args], { cwd: homedir() }),
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true, echo: true };
  await vscode.tasks.executeTask(task);
}
