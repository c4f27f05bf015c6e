import assert from 'node:assert/strict';
import { chmod, lstat, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const text = `services:
  shop:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: changeme
  app:
    image: app
    environment:
      DB_URL: postgres://postgres:changeme@shop/x
`;

describe('new passwords in files of every kind', function () {
  this.timeout(60_000);
  let folder: TemporaryFolder;
  const uri = (name: string): vscode.Uri => vscode.Uri.file(path.join(folder.path, name));
  const onDisk = (name: string): Promise<string> => readFile(path.join(folder.path, name), 'utf8');
  const change = (request: object = { strategy: 'in-place' }): Thenable<unknown> =>
    vscode.commands.executeCommand('unboxed.changeDefaultPasswords', uri('compose.yaml'), request);
  const open = async (files: Readonly<Record<string, string>>): Promise<vscode.TextDocument> => {
    folder = await temporaryFolder(files);
    const document = await vscode.workspace.openTextDocument(uri('compose.yaml'));
    await vscode.window.showTextDocument(document);
    return document;
  };
  /** The one password of all copies. */
  const passwordOf = (document: string): string => {
    const [own, copy] = [
      /PASSWORD: (\S+)/.exec(document)?.[1],
      /postgres:\/\/postgres:([^@]+)@/.exec(document)?.[1],
    ];
    assert.ok(own !== undefined && own === copy && own !== 'changeme', document);
    return own;
  };
  afterEach(async () => {
    for (const document of vscode.workspace.textDocuments)
      if (document.isDirty && document.uri.fsPath.startsWith(folder.path)) {
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await folder.remove();
  });

  it('keep the line ends of a file from Windows', async () => {
    const document = await open({ 'compose.yaml': text.replaceAll('\n', '\r\n'), '.env': 'A=1\r\nB=2\r\n' });
    assert.equal(await change({ strategy: 'dotenv' }), true);
    for (const name of ['compose.yaml', '.env']) {
      const now = await vscode.workspace.openTextDocument(uri(name));
      assert.ok(await now.save());
      assert.doesNotMatch(await onDisk(name), /[^\r]\n/, name);
    }
    assert.doesNotMatch(document.getText(), /changeme/);
    assert.match(await onDisk('.env'), /^A=1\r\nB=2\r\n\w*PASSWORD=\S+/);
  });

  it('go through a link to the file that it leads to, and leave it a link', async () => {
    folder = await temporaryFolder({ 'shared/secrets.env': 'A=1\n', 'compose.yaml': text });
    await symlink('shared/secrets.env', path.join(folder.path, '.env'));
    await vscode.window.showTextDocument(uri('compose.yaml'));
    assert.equal(await change({ strategy: 'dotenv' }), true);
    assert.ok(await (await vscode.workspace.openTextDocument(uri('.env'))).save());
    assert.ok((await lstat(path.join(folder.path, '.env'))).isSymbolicLink());
    assert.match(await onDisk('shared/secrets.env'), /^A=1\n\w*PASSWORD=\S+/);
  });

  it('count for the text as it is when they are written, though somebody types meanwhile', async () => {
    const document = await open({ 'compose.yaml': text });
    const changing = change();
    for (let line = 0; line < 5; line++) {
      const typed = new vscode.WorkspaceEdit();
      typed.insert(document.uri, new vscode.Position(0, 0), `# ${line}\n`);
      await vscode.workspace.applyEdit(typed);
    }
    const isDone = await changing;
    const lines = document
      .getText()
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    if (isDone === true) {
      const password = passwordOf(document.getText());
      assert.equal(lines.join('\n'), text.replaceAll('changeme', password));
    } else assert.equal(lines.join('\n'), text, 'all or nothing');
  });

  it('are not said to be there where the file can only be read', async () => {
    const document = await open({ 'compose.yaml': text });
    await chmod(path.join(folder.path, 'compose.yaml'), 0o444);
    await change();
    const isSaved = await document.save();
    // What is not on the disk is not started either: the editor keeps it, to be saved when it may be.
    if (isSaved) passwordOf(await onDisk('compose.yaml'));
    else {
      passwordOf(document.getText());
      assert.equal(await onDisk('compose.yaml'), text);
      assert.ok(document.isDirty);
    }
    await chmod(path.join(folder.path, 'compose.yaml'), 0o644);
  });

  it('are looked for in a folder of many thousand files as in a small one', async () => {
    const document = await open({ 'compose.yaml': text });
    for (let from = 0; from < 20_000; from += 500)
      await Promise.all(
        Array.from({ length: 500 }, (_, at) => writeFile(path.join(folder.path, `f${from + at}.txt`), '')),
      );
    const begun = performance.now();
    assert.equal(await change(), true);
    assert.ok(performance.now() - begun < 15_000, `${performance.now() - begun} ms`);
    passwordOf(document.getText());
  });
});
