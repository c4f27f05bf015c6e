import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const run = promisify(execFile);

const project = `unboxed-carry-${process.pid}`;
const text = `name: ${project}
services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: changeme
      NOTE: \${NOTE:-}
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
`;

/** What was asked, and what stood under it. */
interface Asked {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

describe('passwords of a database that has its data already', function () {
  this.timeout(120_000);
  let folder: TemporaryFolder | undefined;
  let document: vscode.TextDocument;
  const originals = { warning: vscode.window.showWarningMessage, info: vscode.window.showInformationMessage };
  let asked: Asked[] = [];
  /** What the reader presses in each question, one after the other; what is not a question gets no answer. */
  let answers: (string | undefined)[] = [];

  const ask = (message: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
    const [options, ...others] = rest;
    const modal = typeof options === 'object' && options !== null;
    const detail = modal && 'detail' in options ? String(options.detail) : '';
    const buttons = (modal ? others : rest).map(String);
    asked.push({ message, detail, buttons });
    return Promise.resolve(modal ? answers.shift() : undefined);
  };
  const compose = (...words: readonly string[]) =>
    run('docker', ['--host', localEngine.host, 'compose', ...words], { cwd: folder?.path ?? '' });
  const engine = (host: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('unboxed.containers')
      .update('engine', host, vscode.ConfigurationTarget.Global);
  const up = async (...pressed: (string | undefined)[]): Promise<unknown> => {
    asked = [];
    answers = pressed;
    const code: unknown = await vscode.commands.executeCommand('unboxed.composeUp', document.uri);
    assert.deepEqual(answers, [], JSON.stringify(asked));
    return code;
  };
  const passwordInFile = (): string => /POSTGRES_PASSWORD: (\S+)/.exec(document.getText())?.[1] ?? '';
  /** Whether the database lets somebody in who comes by an address. */
  const lets = (password: string): Promise<boolean> =>
    compose(
      'exec',
      '-T',
      '--env',
      `PGPASSWORD=${password}`,
      'db',
      'sh',
      '-c',
      'psql -w -h "$(hostname)" -U postgres -c "SELECT 1"',
    ).then(
      () => true,
      () => false,
    );

  before(async function () {
    await needs(this, 'local engine', 'compose', 'sample images');
    folder = await temporaryFolder({ 'compose.yaml': text, '.env': 'NOTE=one\n' });
    await compose('up', '--detach');
    await engine(localEngine.host);
    Reflect.set(vscode.window, 'showWarningMessage', ask);
    Reflect.set(vscode.window, 'showInformationMessage', ask);
    document = await vscode.workspace.openTextDocument(path.join(folder.path, 'compose.yaml'));
    await vscode.window.showTextDocument(document);
    await eventually(async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      assert.ok(lenses.some(({ command }) => /running/.test(command?.title ?? '')));
    }, 60_000);
    await eventually(async () => {
      assert.ok(await lets('changeme'));
    }, 60_000);
  });

  after(async () => {
    Reflect.set(vscode.window, 'showWarningMessage', originals.warning);
    Reflect.set(vscode.window, 'showInformationMessage', originals.info);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await engine(undefined);
    if (folder) await compose('down', '--volumes', '--timeout', '0');
    await folder?.remove();
  });

  it('asks, forgets nothing when somebody stops half-way, and logs in with the new one in the end', async () => {
    const env = await vscode.workspace.openTextDocument(path.join(folder?.path ?? '', '.env'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(env.uri, new vscode.Position(1, 0), '# typed, not saved\n');
    assert.ok(await vscode.workspace.applyEdit(edit));

    assert.equal(await up('Change them and up', undefined), undefined);
    const [first, second, third] = asked;
    assert.match(first?.detail ?? '', /db: POSTGRES_PASSWORD/);
    assert.match(second?.message ?? '', /^db has its data already/);
    assert.deepEqual(second?.buttons, [
      'Change it in the database too',
      'Throw the data away…',
      'Leave the database as it is',
    ]);
    assert.match(third?.message ?? '', /^Nothing was started\..*“Up” asks again/);
    assert.notEqual(passwordInFile(), 'changeme');
    assert.match(await readFile(env.uri.fsPath, 'utf8'), /typed, not saved/);
    assert.ok(!document.isDirty);

    assert.equal(await up('Throw the data away…', undefined), undefined);
    assert.match(asked[1]?.message ?? '', /^All data of db will be lost/);
    assert.match(asked[1]?.detail ?? '', new RegExp(`${project}_data`));
    assert.deepEqual(asked[1]?.buttons, ['Delete for ever']);
    assert.ok(await lets('changeme'), 'nothing was thrown away');

    assert.equal(await up('Change it in the database too'), 0);
    assert.match(asked.at(-1)?.message ?? '', /^The password is changed in db/);
    assert.ok(await lets(passwordInFile()));
    assert.equal(await lets('changeme'), false);
    assert.equal(await up(), 0);
    assert.deepEqual(asked, [], 'and then it is done');
  });

  it('throws the data away only after it was named', async () => {
    const before = passwordInFile();
    const at = document.getText().indexOf(before);
    const edit = new vscode.WorkspaceEdit();
    const place = new vscode.Range(document.positionAt(at), document.positionAt(at + before.length));
    edit.replace(document.uri, place, 'changeme');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(await up('Change them and up', 'Throw the data away…', 'Delete for ever'), 0);
    assert.equal(asked.length, 3);
    await eventually(async () => {
      assert.ok(await lets(passwordInFile()), 'the new data took the password of the file');
    }, 60_000);
    assert.equal(await lets(before), false);
  });
});
