import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

/** A question or message, and what can be pressed. */
interface Said {
  readonly text: string;
  readonly buttons: readonly string[];
}

describe('what is started of a compose file', function () {
  this.timeout(60_000);
  const hostile = '$' + '{command:unboxed-test.run}';
  let folder: TemporaryFolder;
  let said: Said[] = [];
  let ran = 0;
  const names = ['showWarningMessage', 'showErrorMessage', 'showInformationMessage'] as const;
  const originals = names.map((name) => vscode.window[name]);
  let command: vscode.Disposable;
  const started: string[] = [];
  let tasks: vscode.Disposable;
  const engine = (host: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('unboxed.containers')
      .update('engine', host, vscode.ConfigurationTarget.Global);
  const uri = (name: string): vscode.Uri => vscode.Uri.file(path.join(folder.path, name));

  before(async () => {
    folder = await temporaryFolder({
      'compose.yaml': 'services:\n  web: { image: "busybox:latest", command: sleep 1000 }\n',
      'hidden/compose.yaml': 'services:\n  web: { image: "busybox:latest", command: sleep 1000 }\n',
    });
    for (const name of names)
      Reflect.set(vscode.window, name, (text: string, ...rest: readonly unknown[]) => {
        said.push({ text, buttons: rest.filter((one) => typeof one === 'string') });
        return Promise.resolve(undefined);
      });
    command = vscode.commands.registerCommand('unboxed-test.run', () => {
      ran++;
      return 'word';
    });
    tasks = vscode.tasks.onDidStartTask(({ execution }) => started.push(execution.task.name));
    await vscode.window.showTextDocument(uri('compose.yaml'));
  });
  beforeEach(() => {
    said = [];
  });
  after(async () => {
    names.forEach((name, at) => Reflect.set(vscode.window, name, originals[at]));
    command.dispose();
    tasks.dispose();
    await engine(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await folder.remove();
  });

  it('is nothing without an engine: it says why, and which setting names the address', async () => {
    await engine('unix:///nowhere/at/all.sock');
    for (const id of ['composeUp', 'composeConverge', 'composeStop', 'composeLogs']) {
      said = [];
      assert.equal(await vscode.commands.executeCommand(`unboxed.${id}`, uri('compose.yaml')), undefined, id);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const [only] = said;
      assert.match(
        only?.text ?? '',
        /Nothing was started.*nowhere\/at\/all\.sock.*unboxed\.containers\.engine/,
      );
      assert.ok(only?.buttons.includes('Open the Setting'));
    }
    assert.deepEqual(started, []);
    await engine(undefined);
  });

  it('is nothing of a file that no editor shows, without a question that names it', async () => {
    await vscode.commands.executeCommand('unboxed.composeUp', uri('hidden/compose.yaml'));
    assert.match(said[0]?.text ?? '', /a file that you do not look at/);
    assert.deepEqual(started, []);
  });

  it('never fills in what VS Code takes for a variable of a task', async function () {
    // Without an engine it would not come so far.
    await vscode.commands.executeCommand('unboxed.composeStop', uri('compose.yaml'), hostile);
    if (said.some(({ text }) => /Nothing was started\. /.test(text) && !text.includes('variable')))
      this.skip();
    for (const id of ['composeUp', 'composeResume', 'composeLogs', 'composeShell'])
      await vscode.commands.executeCommand(`unboxed.${id}`, uri('compose.yaml'), hostile);
    assert.equal(ran, 0);
    assert.deepEqual(started, []);
    assert.ok(said.some(({ text }) => text.includes('for a variable of its own')));
  });
});
