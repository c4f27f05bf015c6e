import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

/** Each finding on display as `line: rule`. */
const findingsOf = (uri: vscode.Uri): string[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'unboxed')
    .map(({ code, range }) => `${range.start.line + 1}: ${typeof code === 'object' ? code.value : ''}`)
    .sort();

async function type(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(document.uri, all, text);
  await vscode.workspace.applyEdit(edit);
}

const until = (holds: () => boolean): Promise<void> =>
  eventually(async () => {
    assert(await Promise.resolve(holds()), 'it does not come');
  }, 20_000);

describe('compose files that belong together', () => {
  let folder: TemporaryFolder;
  const profile = (value: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('unboxed.lint')
      .update('profile', value, vscode.ConfigurationTarget.Global);
  before(() => profile('recommended'));
  after(() => profile(undefined));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await folder.remove();
  });

  async function open(files: Readonly<Record<string, string>>): Promise<(name: string) => vscode.Uri> {
    folder = await temporaryFolder(files);
    for (const name of Object.keys(files))
      await vscode.workspace.openTextDocument(path.join(folder.path, name));
    return (name) => vscode.Uri.file(path.join(folder.path, name));
  }

  it('hears of an unsaved .env', async () => {
    const at = await open({
      'compose.yaml': 'services:\n  web:\n    image: "nginx:${TAG}"\n',
      '.env': 'OTHER=1\n',
    });
    const unset = '3: correctness-unset-variable';
    await until(() => findingsOf(at('compose.yaml')).includes(unset));
    const env = await vscode.workspace.openTextDocument(at('.env'));
    await type(env, 'TAG=1.27\n');
    await until(() => !findingsOf(at('compose.yaml')).includes(unset));
    assert(env.isDirty);
  });
});
