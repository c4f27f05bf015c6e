import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { localEngine, needs } from '../support/parts';
import { skipBecause } from '../support/skipBecause';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const run = promisify(execFile);

const project = `unboxed-carry-${process.pid}`;
const container = `${project}-db-1`;
/** A mark in the data: where it is gone, the data is new. */
const mark = '/var/lib/postgresql/data/mark';
const text = `name: ${project}
services:
  db:
    image: postgres:16-alpine
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
  // A second attempt would begin where the first one left the files and the database.
  this.retries(0);
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
  const docker = (...words: readonly string[]) =>
    run('docker', ['--host', localEngine.host, ...words], { cwd: folder?.path ?? '' });
  const succeeds = (...words: readonly string[]): Promise<boolean> =>
    docker(...words).then(
      () => true,
      () => false,
    );
  const engine = (host: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('unboxed.containers')
      .update('engine', host, vscode.ConfigurationTarget.Global);
  const command = async (
    id: string,
    file: vscode.Uri,
    ...pressed: (string | undefined)[]
  ): Promise<unknown> => {
    asked = [];
    answers = pressed;
    const code: unknown = await vscode.commands.executeCommand(id, file);
    assert.deepEqual(answers, [], JSON.stringify(asked));
    return code;
  };
  const up = (...pressed: (string | undefined)[]): Promise<unknown> =>
    command('unboxed.composeUp', document.uri, ...pressed);
  const passwordInFile = (): string => /POSTGRES_PASSWORD: (\S+)/.exec(document.getText())?.[1] ?? '';
  /** Whether the database lets somebody in who comes by an address. */
  const lets = (password: string): Promise<boolean> =>
    succeeds(
      ...['exec', '--env', `PGPASSWORD=${password}`, container, 'sh', '-c'],
      'psql -w -h "$(hostname)" -U postgres -c "SELECT 1"',
    );

  before(async function () {
    if (process.env['UNBOXED_TEST_VSCODE'] === 'oldest')
      skipBecause(this, 'slow, and the same in each VS Code: it runs in the newest');
    await needs(this, 'local engine', 'compose', 'sample images');
    folder = await temporaryFolder({ 'compose.yaml': text, '.env': 'NOTE=one\n' });
    await docker('compose', 'up', '--detach');
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
      assert.ok(lenses.some(({ command: shown }) => /running/.test(shown?.title ?? '')));
    });
    await eventually(async () => {
      assert.ok(await lets('changeme'));
    });
    await docker('exec', container, 'touch', mark);
  });

  after(async () => {
    Reflect.set(vscode.window, 'showWarningMessage', originals.warning);
    Reflect.set(vscode.window, 'showInformationMessage', originals.info);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await engine(undefined);
    if (folder) await docker('compose', 'down', '--volumes', '--timeout', '0');
    await folder?.remove();
  });

  it('are carried into it, or its data thrown away, only as the reader says', async () => {
    const env = await vscode.workspace.openTextDocument(path.join(folder?.path ?? '', '.env'));
    const typed = new vscode.WorkspaceEdit();
    typed.insert(env.uri, new vscode.Position(1, 0), '# typed, not saved\n');
    assert.ok(await vscode.workspace.applyEdit(typed));

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
    const changed = passwordInFile();
    assert.notEqual(changed, 'changeme');
    assert.match(await readFile(env.uri.fsPath, 'utf8'), /typed, not saved/);
    assert.ok(!document.isDirty);

    assert.equal(await up('Throw the data away…', undefined), undefined);
    assert.match(asked[1]?.message ?? '', /^All data of db will be lost/);
    assert.match(asked[1]?.detail ?? '', new RegExp(`${project}_data`));
    assert.deepEqual(asked[1]?.buttons, ['Delete for ever']);
    assert.ok(await lets('changeme'), 'nothing was thrown away');

    assert.equal(await up('Change it in the database too'), 0);
    assert.match(asked.at(-1)?.message ?? '', /^The password is changed in db/);
    assert.ok(await lets(changed));
    assert.equal(await lets('changeme'), false);
    assert.ok(await succeeds('exec', container, 'test', '-e', mark), 'the data is the old one');

    // An undo after that: what the database wants stands in no file any more, and is known all the same.
    const undo = new vscode.WorkspaceEdit();
    const now = document.getText().indexOf(changed);
    undo.replace(
      document.uri,
      new vscode.Range(document.positionAt(now), document.positionAt(now + changed.length)),
      'changeme',
    );
    assert.ok(await vscode.workspace.applyEdit(undo));
    assert.equal(await up('Change them and up', 'Change it in the database too'), 0);
    const again = passwordInFile();
    assert.ok(await lets(again), 'the password after it');
    assert.equal(await lets(changed), false);

    const at = document.getText().indexOf(again);
    const back = new vscode.WorkspaceEdit();
    const place = new vscode.Range(document.positionAt(at), document.positionAt(at + again.length));
    back.replace(document.uri, place, 'changeme');
    assert.ok(await vscode.workspace.applyEdit(back));
    assert.equal(await up('Change them and up', 'Throw the data away…', 'Delete for ever'), 0);
    assert.equal(asked.length, 3);
    assert.equal(await succeeds('exec', container, 'test', '-e', mark), false, 'the data is new');
  });

  it('are asked about no more for a file of which the reader said so, and still for others', async () => {
    // Nothing of it is started: its only service waits for a profile.
    const waiting = 'services:\n  a: { image: app, profiles: [x], environment: { DB_PASSWORD: changeme } }\n';
    const others = await temporaryFolder({ 'compose.yaml': waiting, 'other/compose.yaml': waiting });
    try {
      const first = vscode.Uri.file(path.join(others.path, 'compose.yaml'));
      const second = vscode.Uri.file(path.join(others.path, 'other/compose.yaml'));
      await vscode.window.showTextDocument(first);
      await command('unboxed.composeUp', first, 'Up anyway, never ask for this file');
      assert.match(asked[0]?.detail ?? '', /a: DB_PASSWORD/);
      await command('unboxed.composeUp', first);
      assert.equal(asked.length, 0);
      await vscode.window.showTextDocument(second);
      assert.equal(await command('unboxed.composeUp', second, undefined), undefined);
      assert.match(asked[0]?.message ?? '', /^A default password is left/);
    } finally {
      await others.remove();
    }
  });
});
