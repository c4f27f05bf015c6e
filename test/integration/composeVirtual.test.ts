import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const scheme = 'unboxed-test-memory';

/** A file system that is nowhere on the disk, as that of a repository on the web. */
class MemoryFileSystem implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  readonly files = new Map<string, Uint8Array>();

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }
  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.files.get(uri.path);
    const isFolder = [...this.files.keys()].some((name) => name.startsWith(`${uri.path}/`));
    if (!file && !isFolder) throw vscode.FileSystemError.FileNotFound(uri);
    const type = file ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: 0, size: file?.length ?? 0 };
  }
  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    return [...this.files.keys()]
      .filter((name) => path.posix.dirname(name) === uri.path)
      .map((name) => [path.posix.basename(name), vscode.FileType.File]);
  }
  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }
  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.files.set(uri.path, content);
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }
  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
  }
  createDirectory(): void {
    // A folder is there as soon as a file is in it.
  }
  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.files.set(to.path, this.readFile(from));
    this.files.delete(from.path);
  }
}

describe('a compose file in a file system that is not the disk’s', () => {
  const memory = new MemoryFileSystem();
  let registration: vscode.Disposable;
  let folder: TemporaryFolder;
  let document: vscode.TextDocument;
  const uri = (name: string): vscode.Uri =>
    vscode.Uri.from({ scheme, path: path.posix.join(folder.path, name) });
  const write = (name: string, text: string): void => {
    memory.writeFile(uri(name), new TextEncoder().encode(text));
  };
  const rulesOf = (name: string): unknown[] =>
    vscode.languages
      .getDiagnostics(uri(name))
      .map(({ code }) => (typeof code === 'object' ? code.value : code));

  before(async () => {
    // Files of the same names on the disk, with other words: they are none of its neighbours.
    folder = await temporaryFolder({ 'more/db.yaml': 'services: {}\n', 'gone.env': 'A=1\n' });
    registration = vscode.workspace.registerFileSystemProvider(scheme, memory, { isCaseSensitive: true });
    write(
      'compose.yaml',
      `include: [more/db.yaml]
services:
  web:
    image: nginx:1.27
    privileged: true
    depends_on: [db]
    env_file: [there.env, gone.env]
  shop:
    image: postgres:17
    environment: { POSTGRES_PASSWORD: changeme }
`,
    );
    write('more/db.yaml', 'services:\n  db: { image: "mariadb:11" }\n');
    write('there.env', 'A=1\n');
    document = await vscode.workspace.openTextDocument(uri('compose.yaml'));
    await vscode.window.showTextDocument(document);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.files.saveAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    registration.dispose();
    await folder.remove();
  });

  it('is linted with the files beside it there, and with none of the disk', () =>
    eventually(() => {
      const rules = rulesOf('compose.yaml');
      assert.ok(rules.includes('security-privileged'));
      assert.equal(rules.filter((rule) => rule === 'correctness-missing-env-file').length, 1, 'gone.env');
      assert.ok(!rules.includes('correctness-undefined-service'), 'db is in the file that is included');
    }, 20_000));

  it('leads to definitions there', () =>
    eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        document.positionAt(document.getText().indexOf('[db]') + 1),
      );
      assert.deepEqual(
        found.map((one) => one.uri.toString()),
        [uri('more/db.yaml').toString()],
      );
    }, 20_000));

  it('has no lens that would run it, and says why where a command is called', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const titles = lenses.map(({ command }) => command?.title ?? '');
    assert.ok(titles.some((title) => /a default password/.test(title)));
    assert.ok(!titles.some((title) => /Up$|services run|not created/.test(title)), titles.join());
    const original = vscode.window.showWarningMessage;
    const said: string[] = [];
    Reflect.set(vscode.window, 'showWarningMessage', (text: string) => {
      said.push(text);
      return Promise.resolve(undefined);
    });
    try {
      assert.equal(await vscode.commands.executeCommand('unboxed.composeUp', document.uri), undefined);
    } finally {
      Reflect.set(vscode.window, 'showWarningMessage', original);
    }
    assert.match(said.join(), /compose\.yaml is not on it/);
  });

  it('gets new passwords, in a .env that is made there', async () => {
    const request = { strategy: 'dotenv' };
    assert.equal(
      await vscode.commands.executeCommand('unboxed.changeDefaultPasswords', document.uri, request),
      true,
    );
    assert.doesNotMatch(document.getText(), /changeme/);
    await eventually(() => {
      assert.match(new TextDecoder().decode(memory.files.get(uri('.env').path)), /^\w*PASSWORD=/m);
    });
  });
});
