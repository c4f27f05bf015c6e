import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { currentEndpoint } from '../../src/engine/endpoints';
import { localEngine, needs } from '../support/parts';

const run = promisify(execFile);
const docker = async (...args: string[]) =>
  (await run('docker', ['--host', localEngine.host, ...args])).stdout.trim();
const prefix = `unboxed-actions-${process.pid}`;

describe('the actions of the containers view on a real engine', function () {
  this.timeout(60_000);
  const engine = currentEndpoint({
    setting: localEngine.host,
    env: {},
    home: '/nowhere',
    platform: process.platform,
  }).name;
  const ids: string[] = [];

  before(async function () {
    await needs(this, 'local engine');
    for (const name of ['first', 'second'])
      ids.push(
        await docker(
          ...['run', '--detach', '--network', 'none', '--stop-timeout', '0', '--name', `${prefix}-${name}`],
          ...['busybox:latest', 'sleep', '1000'],
        ),
      );
    await vscode.workspace
      .getConfiguration('unboxed.containers')
      .update('engine', localEngine.host, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('unboxed.containers.focus');
  });

  after(async () => {
    await vscode.workspace
      .getConfiguration('unboxed.containers')
      .update('engine', undefined, vscode.ConfigurationTarget.Global);
    if (ids.length > 0) await docker('rm', '--force', ...ids);
  });

  const states = async () =>
    (await docker('inspect', '--format', '{{.State.Status}}', ...ids)).split('\n').join(' ');
  /** Calls a command as a menu does with both rows selected, until the view knows the containers’ state. */
  const onBoth = async (command: string, wanted: string, done = () => Promise.resolve(true)) => {
    const rows = ids.map((id) => ({ engine, containers: [id] }));
    for (let tries = 0; tries < 40; tries += 1) {
      await vscode.commands.executeCommand(command, rows[0], rows);
      if ((await states()) === wanted && (await done())) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    assert.equal(await states(), wanted);
  };

  it('pauses, resumes and kills all selected containers', async () => {
    await onBoth('unboxed.pauseContainer', 'paused paused');
    await onBoth('unboxed.unpauseContainer', 'running running');
    await onBoth('unboxed.killContainer', 'exited exited');
    await onBoth('unboxed.startContainer', 'running running');
  });

  it('restarts all selected containers: other processes, the same containers', async () => {
    const pids = async () => (await docker('inspect', '--format', '{{.State.Pid}}', ...ids)).split('\n');
    const before = await pids();
    await onBoth('unboxed.restartContainer', 'running running', async () => {
      const after = await pids();
      return before.every((pid, index) => pid !== after[index]);
    });
  });

  const eventually = async (what: string, check: () => boolean | Promise<boolean>) => {
    for (let tries = 0; tries < 100; tries += 1) {
      if (await check()) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    assert.fail(`not seen in 20 s: ${what}`);
  };

  it('opens a shell that runs in the container', async () => {
    const [id = ''] = ids;
    await vscode.commands.executeCommand('unboxed.openShell', { engine, containers: [id] });
    const terminal = vscode.window.terminals.find(({ name }) => name === `ash in ${prefix}-first`);
    assert.ok(terminal, vscode.window.terminals.map(({ name }) => name).join());
    await eventually('the shell', async () => /\sash$/m.test(await docker('top', id, '-o', 'pid,comm')));
    terminal.dispose();
  });

  it('follows the logs in a task', async () => {
    const [id = ''] = ids;
    await vscode.commands.executeCommand('unboxed.showContainerLogs', { engine, containers: [id] });
    const follows = () =>
      vscode.tasks.taskExecutions.find(({ task }) => task.name === `Logs of ${prefix}-first`);
    await eventually('the logs', () => follows() !== undefined);
    follows()?.terminate();
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it('copies names and ids of all selected containers, one a line', async () => {
    const rows = ids.map((id) => ({ engine, containers: [id] }));
    await vscode.commands.executeCommand('unboxed.copyContainerName', rows[0], rows);
    assert.equal(await vscode.env.clipboard.readText(), `${prefix}-first\n${prefix}-second`);
    await vscode.commands.executeCommand('unboxed.copyContainerId', rows[0], rows);
    assert.equal(await vscode.env.clipboard.readText(), ids.join('\n'));
  });

  it('shows what the engine says of a container as JSON', async () => {
    const [id = ''] = ids;
    await vscode.commands.executeCommand('unboxed.inspectContainer', { engine, containers: [id] });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'json');
    const shown = JSON.parse(document.getText()) as { readonly Id: string; readonly Name: string };
    assert.deepEqual([shown.Id, shown.Name], [id, `/${prefix}-first`]);
  });
});
