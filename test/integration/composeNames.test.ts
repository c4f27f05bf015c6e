import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const files = {
  'compose.yaml': `include: [more/db.yaml]
services:
  web:
    image: nginx:1.27
    env_file: web.env
    depends_on: [db]
    extends: { file: base.yaml, service: web }
  proxy:
    image: ghcr.io/owner/proxy
    network_mode: service:web
    volumes_from: [db]
`,
  'compose.override.yaml': 'services:\n  web:\n    links: ["db:store"]\n',
  'more/db.yaml': 'services:\n  db:\n    image: postgres:17\n',
  'base.yaml': 'services:\n  web:\n    tty: true\n    depends_on: [db]\n  db:\n    image: mysql\n',
  'web.env': 'A=1\n',
};

describe('names over the files of a stack', () => {
  let folder: TemporaryFolder;
  let main: vscode.TextDocument;
  const uriOf = (name: string): vscode.Uri => vscode.Uri.file(path.join(folder.path, name));
  const nameOf = (uri: vscode.Uri): string => path.relative(folder.path, uri.fsPath);
  const at = (document: vscode.TextDocument, words: string, letter = 0): vscode.Position =>
    document.positionAt(document.getText().indexOf(words) + letter);
  const definitions = async (document: vscode.TextDocument, position: vscode.Position): Promise<string[]> => {
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      position,
    );
    return found.map(({ uri, range }) => `${nameOf(uri)}:${range.start.line + 1}`).sort();
  };

  before(async () => {
    folder = await temporaryFolder(files);
    main = await vscode.workspace.openTextDocument(uriOf('compose.yaml'));
  });
  after(async () => {
    for (const document of vscode.workspace.textDocuments)
      if (document.isDirty && document.uri.fsPath.startsWith(folder.path)) {
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await folder.remove();
  });

  it('lead to where the name is defined, in whichever file', () =>
    eventually(async () => {
      assert.deepEqual(await definitions(main, at(main, '[db]', 1)), ['more/db.yaml:2']);
      assert.deepEqual(await definitions(main, at(main, 'service:web', 8)), [
        'compose.override.yaml:2',
        'compose.yaml:3',
      ]);
      assert.deepEqual(await definitions(main, at(main, 'service: web }', 9)), ['base.yaml:2']);
      const override = await vscode.workspace.openTextDocument(uriOf('compose.override.yaml'));
      assert.deepEqual(await definitions(override, at(override, 'db:store')), ['more/db.yaml:2']);
    }, 20_000));

  it('open env files, extended and included files, and the page of an image', async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      main.uri,
    );
    const targets = links.map(({ range, target }) => [
      main.getText(range),
      target?.scheme === 'file' ? nameOf(target) : target?.toString(true),
    ]);
    for (const expected of [
      ['more/db.yaml', 'more/db.yaml'],
      ['nginx:1.27', 'https://hub.docker.com/_/nginx'],
      ['web.env', 'web.env'],
      ['base.yaml', 'base.yaml'],
      ['ghcr.io/owner/proxy', 'https://ghcr.io/owner/proxy'],
    ])
      assert.ok(
        targets.some((one) => one.join() === expected.join()),
        `${expected.join()} is among ${JSON.stringify(targets)}`,
      );
  });

  it('change together in all files, from the file that is included, too', async () => {
    const included = await vscode.workspace.openTextDocument(uriOf('more/db.yaml'));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      included.uri,
      at(included, 'db:'),
      'store',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    const text = async (name: string) => (await vscode.workspace.openTextDocument(uriOf(name))).getText();
    assert.equal(
      await text('compose.yaml'),
      files['compose.yaml']
        .replace('depends_on: [db]', 'depends_on: [store]')
        .replace('_from: [db]', '_from: [store]'),
    );
    assert.equal(await text('compose.override.yaml'), 'services:\n  web:\n    links: ["store:store"]\n');
    assert.equal(await text('more/db.yaml'), 'services:\n  store:\n    image: postgres:17\n');
    assert.equal(await text('base.yaml'), files['base.yaml'], 'the extended file has names of its own');
  });

  it('of services change as hosts too: in addresses, variables, commands and what is mounted', async () => {
    const written = {
      'compose.yaml': `services:
  database: { image: "postgres:17" }
  app:
    image: app
    environment:
      DB_URL: postgres://database:database@database:5432/database
      DB_HOST: database
    command: ["wait-for-it", "database:5432"]
    env_file: app.env
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
`,
      'app.env': 'REDIS=redis://cache\r\nMAIN=http://database/\r\n',
      'nginx.conf': 'location / { proxy_pass http://database:80; }\n',
    };
    const other = await temporaryFolder(written);
    try {
      const uri = (name: string): vscode.Uri => vscode.Uri.file(path.join(other.path, name));
      const document = await vscode.workspace.openTextDocument(uri('compose.yaml'));
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        at(document, 'database:'),
        'store',
      );
      // Without an answer to the preview, what is to be looked at first would not be applied.
      const sure = new vscode.WorkspaceEdit();
      for (const [target, edits] of edit.entries()) sure.set(target, edits);
      assert.ok(await vscode.workspace.applyEdit(sure));
      const text = async (name: string) => (await vscode.workspace.openTextDocument(uri(name))).getText();
      assert.equal(
        await text('compose.yaml'),
        written['compose.yaml']
          .replace('  database: {', '  store: {')
          .replace('@database:', '@store:')
          .replace('DB_HOST: database', 'DB_HOST: store')
          .replace('"database:5432"', '"store:5432"'),
      );
      assert.equal(await text('app.env'), written['app.env'].replace('http://database/', 'http://store/'));
      assert.equal(await text('nginx.conf'), written['nginx.conf'].replace('database', 'store'));
    } finally {
      for (const open of vscode.workspace.textDocuments)
        if (open.isDirty && open.uri.fsPath.startsWith(other.path)) {
          await vscode.window.showTextDocument(open);
          await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        }
      await other.remove();
    }
  });

  it('take no name that another one has', async () => {
    await assert.rejects(
      async () =>
        vscode.commands.executeCommand<vscode.WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          main.uri,
          at(main, 'proxy:'),
          'web',
        ),
      /web is the name of another one already/,
    );
  });
});
