import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const run = promisify(execFile);

describe('the lenses of a compose file on a real engine', function () {
  this.timeout(120_000);
  const project = `unboxed-lens-${process.pid}`;
  const service = (more: string, command = 'sleep 1000'): string =>
    `{ image: busybox:latest, command: ${command}, network_mode: none, stop_signal: SIGKILL${more} }`;
  const text = `name: unboxed-lens-\${NUMBER}
services:
  web: ${service('')}
  done: ${service('', '"true"')}
  killed: ${service('')}
  frozen: ${service('')}
  sick: ${service(', healthcheck: { test: ["CMD", "false"], interval: 1s, retries: 1 }')}
  loop: ${service(', restart: always', '"false"')}
  three: ${service(', scale: 3')}
  made: ${service('')}
  later: ${service(', profiles: [debug]')}
`;
  let folder: TemporaryFolder;
  let document: vscode.TextDocument;
  const docker = async (...words: readonly string[]): Promise<string> =>
    (await run('docker', ['--host', localEngine.host, ...words], { cwd: folder.path })).stdout.trim();
  const compose = (...words: readonly string[]): Promise<string> => docker('compose', ...words);
  const engine = (host: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('unboxed.containers')
      .update('engine', host, vscode.ConfigurationTarget.Global);
  const confirm = (policy: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('unboxed.compose')
      .update('confirm', policy, vscode.ConfigurationTarget.Global);

  const titleOf = ({ command }: vscode.CodeLens): string =>
    command?.title.replace(/^\$\([^)]*\)\u00A0/, '') ?? '';
  const lensesOf = async (name: string): Promise<vscode.CodeLens[]> =>
    (
      await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri)
    ).filter(({ range }) => document.lineAt(range.start).text.trimStart().startsWith(`${name}:`));
  /** Waits until the lenses of a service are these and no others. */
  const shown = (name: string, wanted: string): Promise<void> =>
    eventually(async () => {
      assert.equal((await lensesOf(name)).map(titleOf).join(' | '), wanted);
    }, 30_000);
  /** Does what a click on a lens does: runs the command that the lens carries. */
  const click = async (name: string, title: string): Promise<unknown> => {
    const lens = (await lensesOf(name)).find((one) => titleOf(one) === title);
    assert.ok(lens?.command, `${name} offers ${title}`);
    return vscode.commands.executeCommand(
      lens.command.command,
      ...((lens.command.arguments ?? []) as unknown[]),
    );
  };
  const inspect = (name: string, format: string): Promise<string> =>
    docker('inspect', '--format', format, `${project}-${name}-1`);
  const whole = ['--host', localEngine.host, 'compose', '--file', 'compose.yaml'];
  /** Runs what starts a task; gives its name and its words. */
  async function task(start: () => Promise<unknown>): Promise<[name: string, args: readonly string[]]> {
    let listening: vscode.Disposable | undefined;
    const started = new Promise<vscode.Task>((resolve) => {
      listening = vscode.tasks.onDidStartTask(({ execution }) => {
        resolve(execution.task);
      });
    });
    try {
      void start();
      const { name, execution } = await started;
      assert.ok(execution instanceof vscode.ProcessExecution);
      return [name, execution.args];
    } finally {
      listening?.dispose();
    }
  }

  before(async function () {
    await needs(this, 'local engine', 'compose');
    folder = await temporaryFolder({ 'compose.yaml': text, '.env': `NUMBER=${process.pid}\n` });
    await engine(localEngine.host);
    await confirm('never');
    document = await vscode.workspace.openTextDocument(path.join(folder.path, 'compose.yaml'));
    await vscode.window.showTextDocument(document);
  });

  after(async function () {
    this.timeout(60_000);
    for (const execution of vscode.tasks.taskExecutions) execution.terminate();
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await engine(undefined);
    await confirm(undefined);
    await compose('--profile', '*', 'down', '--timeout', '0');
    await folder.remove();
  });

  it('say what it says of each service, in place, and only what applies', async () => {
    await shown('web', 'not created | Up');
    await shown('later', 'only with profile debug | Up');
    await compose('create', 'made');
    await compose('up', '--detach', 'web', 'done', 'killed', 'frozen', 'sick', 'loop', 'three');
    await docker('pause', `${project}-frozen-1`);
    await docker('kill', `${project}-killed-1`, `${project}-three-2`);
    const alive = 'Stop | Restart | Logs';
    const whenRunning = `${alive} | Shell | Inspect Namespaces`;
    await shown('web', `running | ${whenRunning}`);
    await shown('done', 'finished | Up | Logs');
    await shown('killed', 'exited 137 | Up | Logs');
    await shown('frozen', `paused | Resume | ${alive}`);
    await shown('sick', `unhealthy | ${whenRunning}`);
    await shown('loop', `restarting again and again | ${alive}`);
    await shown('three', `running 2/3, exited 137 | Up | ${whenRunning}`);
    await shown('made', 'created, not started | Up | Logs');
    await shown('services', `${project}: 3 of 8 services run | Up | Resume | ${alive}`);
  });

  it('do on the engine what they say, each in a task of its own', async () => {
    const before = await inspect('web', '{{.State.StartedAt}}');
    const codes = await Promise.all([
      click('web', 'Restart'),
      click('frozen', 'Resume'),
      click('loop', 'Stop'),
      click('killed', 'Up'),
    ]);
    assert.deepEqual(codes, [0, 0, 0, 0]);
    assert.notEqual(await inspect('web', '{{.State.StartedAt}}'), before);
    assert.equal(await inspect('frozen', '{{.State.Status}}'), 'running');
    assert.equal(await inspect('loop', '{{.State.Status}}'), 'exited');
    assert.equal(await inspect('killed', '{{.State.Status}}'), 'running');
    await shown('killed', 'running | Stop | Restart | Logs | Shell | Inspect Namespaces');
    const name = path.basename(folder.path);
    assert.deepEqual(await task(() => click('killed', 'Stop')), [
      `${name}: stop killed`,
      [...whole, 'stop', '--', 'killed'],
    ]);
    assert.deepEqual(await task(() => click('web', 'Logs')), [
      `${name}: logs 200 web`,
      [...whole, 'logs', '--follow', '--tail', '200', '--', 'web'],
    ]);
  });

  it('open a shell in a terminal, and the picture of the namespaces in a tab', async () => {
    await click('web', 'Shell');
    const terminal = vscode.window.terminals.find((one) => one.name === 'web');
    assert.deepEqual((terminal?.creationOptions as vscode.TerminalOptions).shellArgs?.slice(0, 8), [
      ...whole,
      'exec',
      '--',
      'web',
    ]);
    await click('web', 'Inspect Namespaces');
    await eventually(async () => {
      await Promise.resolve();
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: own }) => own.map(({ label }) => label));
      assert.ok(
        tabs.some((label) => /Namespaces/.test(label)),
        tabs.join(),
      );
    }, 30_000);
  });

  it('ask before what the reader wants to be asked about, and do nothing without an answer', async () => {
    const started = await inspect('web', '{{.State.StartedAt}}');
    const { showWarningMessage, showInformationMessage } = vscode.window;
    const asked: string[] = [];
    const refuse = (question: string): Promise<undefined> => {
      asked.push(question);
      return Promise.resolve(undefined);
    };
    Object.assign(vscode.window, { showWarningMessage: refuse, showInformationMessage: refuse });
    try {
      await confirm('stopping');
      const refused = [await click('web', 'Stop'), await click('web', 'Restart')];
      await confirm('always');
      refused.push(await click('done', 'Up'));
      assert.deepEqual(refused, [undefined, undefined, undefined]);
      assert.deepEqual(asked, ['web: Stop?', 'web: Restart?', 'Start done, and what it depends on?']);
      assert.equal(await inspect('web', '{{.State.StartedAt}}'), started);
    } finally {
      Object.assign(vscode.window, { showWarningMessage, showInformationMessage });
      await confirm('never');
    }
  });

  it('keep their places while half a line is typed that cannot be read', async () => {
    const all = async (): Promise<string[]> => {
      const names = ['services', 'web', 'done', 'made'];
      return Promise.all(names.map(async (name) => (await lensesOf(name)).map(titleOf).join(' | ')));
    };
    const before = await all();
    assert.ok(before.every((titles) => titles !== ''));
    const half = new vscode.WorkspaceEdit();
    half.insert(document.uri, new vscode.Position(3, 0), '  another: [\n  and\n');
    await vscode.workspace.applyEdit(half);
    assert.deepEqual(await all(), before);
    const whole = new vscode.WorkspaceEdit();
    whole.delete(document.uri, new vscode.Range(3, 0, 5, 0));
    await vscode.workspace.applyEdit(whole);
    assert.ok(await document.save());
    assert.deepEqual(await all(), before);
  });

  it('converge a service with its file, which was changed outside of the editor', async () => {
    await run('sed', ['-i', 's/  web: { image/  web: { user: "1000", image/', 'compose.yaml'], {
      cwd: folder.path,
    });
    await shown(
      'web',
      'running | differs from the file | Apply the File (Converge) | Stop | Restart | Logs | Shell | Inspect Namespaces',
    );
    const before = await inspect('web', '{{.Id}}');
    assert.equal(await click('web', 'Apply the File (Converge)'), 0);
    assert.notEqual(await inspect('web', '{{.Id}}'), before);
    assert.equal(await inspect('web', '{{.Config.User}}'), '1000');
    await shown('web', 'running | Stop | Restart | Logs | Shell | Inspect Namespaces');
  });

  it('stop all that runs of a file, a service of a profile that was not chosen too', async () => {
    await compose('up', '--detach', 'later');
    await shown('later', 'running | Stop | Restart | Logs | Shell | Inspect Namespaces');
    assert.equal(await click('services', 'Stop'), 0);
    await shown('later', 'exited 137 | Up | Logs');
    await shown('web', 'exited 137 | Up | Logs');
  });
});
