import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
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

  it('shows what stands in an override that is being typed, in that file', async () => {
    const at = await open({
      'compose.yaml': 'services:\n  web:\n    image: nginx:1.27\n',
      'compose.override.yaml': 'services:\n  web:\n    tty: true\n',
    });
    const override = await vscode.workspace.openTextDocument(at('compose.override.yaml'));
    await type(override, 'services:\n  web:\n    privileged: true\n');
    await until(() => findingsOf(at('compose.override.yaml')).includes('3: security-privileged'));
    assert.equal(findingsOf(at('compose.override.yaml')).length, 1);
    await type(override, 'services:\n  web:\n    restart: always\n');
    await until(() => findingsOf(at('compose.override.yaml')).length === 0);
    await until(() => !findingsOf(at('compose.yaml')).includes('2: correctness-restart-missing'));
  });

  it('mends what stands in a file that is extended, from there', async () => {
    const at = await open({
      'compose.yaml':
        'services:\n  web:\n    image: nginx:1.27\n    extends: {file: base.yaml, service: base}\n',
      'base.yaml': 'services:\n  base:\n    security_opt: [seccomp:unconfined, label:user:u]\n',
    });
    const base = await vscode.workspace.openTextDocument(at('base.yaml'));
    await until(() => findingsOf(base.uri).includes('3: security-seccomp-unconfined'));
    const [diagnostic] = vscode.languages.getDiagnostics(base.uri);
    assert(diagnostic);
    const [action] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      base.uri,
      diagnostic.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    assert(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(base.getText(), 'services:\n  base:\n    security_opt: [label:user:u]\n');
    await until(() => findingsOf(base.uri).length === 0);
  });

  it('goes by the config file, before it is saved, and by the settings where it is silent', async () => {
    const at = await open({
      'app/compose.yaml': 'services:\n  web:\n    image: nginx:latest\n    privileged: true\n',
      '.unboxed.yaml': 'rules:\n  supply-latest-tag: off\n',
    });
    const file = at('app/compose.yaml');
    await until(() => findingsOf(file).includes('4: security-privileged'));
    assert(!findingsOf(file).includes('3: supply-latest-tag'));
    const config = await vscode.workspace.openTextDocument(at('.unboxed.yaml'));
    await type(config, 'rules:\n  security-privileged: off\n  suply-latest-tag: off\n');
    await until(() => findingsOf(file).includes('3: supply-latest-tag'));
    assert(!findingsOf(file).includes('4: security-privileged'));
    await until(() =>
      vscode.languages.getDiagnostics(at('.unboxed.yaml')).some(({ range }) => range.start.line === 2),
    );
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      config.uri,
      new vscode.Position(2, 6),
    );
    assert(items.some(({ label }) => label === 'supply-latest-tag'));
    const settings = vscode.workspace.getConfiguration('unboxed.lint');
    await settings.update('rules', { 'supply-latest-tag': 'off' }, vscode.ConfigurationTarget.Global);
    await until(() => !findingsOf(file).includes('3: supply-latest-tag'));
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Global);
  });

  it('hears of a config file above a file that lies outside of the workspace', async () => {
    const at = await open({ 'app/compose.yaml': 'services:\n  web:\n    image: nginx:latest\n' });
    const file = at('app/compose.yaml');
    await until(() => findingsOf(file).includes('3: supply-latest-tag'));
    await writeFile(at('.unboxed.yaml').fsPath, 'rules:\n  supply-latest-tag: off\n');
    await until(() => !findingsOf(file).includes('3: supply-latest-tag'));
  });

  it('says that a key has no value when somebody goes on to another line, not while it is written', async () => {
    const at = await open({ 'compose.yaml': 'services:\n  web:\n    image: nginx:1.27\n' });
    const document = await vscode.workspace.openTextDocument(at('compose.yaml'));
    const editor = await vscode.window.showTextDocument(document);
    const isSaid = (): boolean => findingsOf(document.uri).some((one) => one.startsWith('4: schema-'));
    editor.selection = new vscode.Selection(3, 0, 3, 0);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(3, 0), '    restart:');
    });
    const end = new vscode.Position(3, '    restart:'.length);
    editor.selection = new vscode.Selection(end, end);
    await until(() => findingsOf(document.uri).length > 0);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.ok(!isSaid(), findingsOf(document.uri).join());
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await until(isSaid);
  });

  it('reads no files around one that was never saved', async () => {
    folder = await temporaryFolder({});
    const content = 'services:\n  web:\n    image: nginx:latest\n    env_file: gone.env\n';
    const { uri } = await vscode.workspace.openTextDocument({ language: 'dockercompose', content });
    await until(() => findingsOf(uri).includes('3: supply-latest-tag'));
    assert(!findingsOf(uri).some((one) => one.includes('missing-env-file')), findingsOf(uri).join());
  });

  it('mends everything that is sure to the end in one step', async () => {
    const at = await open({
      'compose.yaml': 'version: "3"\nservices:\n  # kept\n  web:\n    image: nginx:1.27\n',
    });
    const document = await vscode.workspace.openTextDocument(at('compose.yaml'));
    await until(() => findingsOf(document.uri).length > 0);
    const [action] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 0, 0),
      'source.fixAll.unboxed',
    );
    assert(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.match(document.getText(), /^services:\n {2}# kept\n {2}web:\n/);
    await until(() => !findingsOf(document.uri).some((one) => one.includes('obsolete-version')));
  });
});
