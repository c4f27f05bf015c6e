import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

/** Asks VS Code for what all providers together say, until it `holds`. */
async function asked<T>(
  command: string,
  args: readonly unknown[],
  holds: (answer: T) => boolean,
): Promise<T> {
  return eventually(async () => {
    const answer = await vscode.commands.executeCommand<T | undefined>(command, ...args);
    assert.ok(answer !== undefined && holds(answer), `${command}: ${JSON.stringify(answer)}`);
    return answer;
  }, 20_000);
}

const stack = `services:
  db:
    image: postgres:17
    env_file: db.env
    environment:
      POSTGRES_PASSWORD: changeme
    volumes: ["data:/var/lib/postgresql/data"]
  web:
    image: nginx:1.27
    mem_limit: 64m
    depends_on: [db]
    environment:
      DATABASE_URL: postgres://postgres:\${PASSWORD}@db/postgres
volumes:
  data:
`;

describe('the language of a compose file', () => {
  let folder: TemporaryFolder;
  let document: vscode.TextDocument;
  const of = (offset: number, length = 0): vscode.Range =>
    new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  /** Where a text stands in the file, the nth time. */
  const at = (text: string, nth = 0): vscode.Range => {
    let offset = stack.indexOf(text);
    for (let i = 0; i < nth; i++) offset = stack.indexOf(text, offset + 1);
    assert.ok(offset >= 0, text);
    return of(offset, text.length);
  };

  before(async () => {
    folder = await temporaryFolder({
      'compose.yaml': stack,
      'db.env': 'TZ=UTC\n',
      '.env': '# keep me\nPASSWORD=changeme\n',
    });
    document = await vscode.workspace.openTextDocument(path.join(folder.path, 'compose.yaml'));
    await vscode.window.showTextDocument(document);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await folder.remove();
  });

  it('has each problem under its very letters, that of a variable where its value is written', async () => {
    const env = vscode.Uri.joinPath(document.uri, '../.env');
    const found = (uri: vscode.Uri) =>
      vscode.languages
        .getDiagnostics(uri)
        .filter(({ code }) => typeof code === 'object' && code.value === 'credential-default-value');
    await eventually(async () => {
      assert.deepEqual(
        found(document.uri).map(({ range }) => document.getText(range)),
        ['changeme'],
      );
      const variables = await vscode.workspace.openTextDocument(env);
      const [ofVariable, ...others] = found(env);
      assert.deepEqual(others, []);
      assert.equal(ofVariable && variables.getText(ofVariable.range), 'changeme');
      const uses = ofVariable?.relatedInformation?.map(({ location }) => document.getText(location.range));
      // The other copy of the same password is among them.
      assert.deepEqual(uses, ['${PASSWORD}', 'changeme']);
    }, 20_000);
  });

  it('offers to change a default password, in place first', async () => {
    const actions = await asked<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      [document.uri, at('changeme')],
      (all) => all.some(({ command }) => command?.command === 'unboxed.changeDefaultPasswords'),
    );
    const [preferred] = actions.filter(({ isPreferred }) => isPreferred === true);
    assert.equal(preferred?.title, 'Change this password and all its copies');
  });

  it('explains a key with the kernel’s fact', async () => {
    const [hover] = await asked<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      [document.uri, at('mem_limit').start],
      (all) => all.length > 0,
    );
    const texts = hover?.contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : ''));
    assert.match(texts?.join('\n') ?? '', /memory\.max/);
    assert.match(
      texts?.join('\n') ?? '',
      /chapter 5\.\]\(command:unboxed\.openWalkthrough\?%5B%22forkBomb%22%5D\)/,
    );
    assert.ok(hover?.range?.isEqual(at('mem_limit')));
  });

  it('leads from a name to where it is defined', async () => {
    for (const [use, definition] of [
      [of(stack.indexOf('[db]') + 1), at('db')],
      [of(stack.indexOf('data:/var')), of(stack.lastIndexOf('data:'), 4)],
    ] as const) {
      const [found] = await asked<vscode.Location[]>(
        'vscode.executeDefinitionProvider',
        [document.uri, use.start],
        (all) => all.length > 0,
      );
      assert.ok(found?.range.isEqual(definition));
    }
  });

  it('renames a volume at all its places', async () => {
    const edit = await asked<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      [document.uri, of(stack.lastIndexOf('data:')).start, 'rows'],
      (one) => one.size > 0,
    );
    const ranges = edit.get(document.uri).map(({ range }) => document.offsetAt(range.start));
    assert.deepEqual(
      ranges.sort((a, b) => a - b),
      [stack.indexOf('data:/var'), stack.lastIndexOf('data:')],
    );
  });

  it('completes the names of other services', async () => {
    const { items } = await asked<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      [document.uri, of(stack.indexOf('[db]') + 1).start],
      (list) => list.items.some(({ label }) => label === 'db'),
    );
    assert.ok(items.some(({ label }) => label === 'db'));
  });

  it('links the files that it names', async () => {
    const links = await asked<vscode.DocumentLink[]>('vscode.executeLinkProvider', [document.uri], (all) =>
      all.some(({ range }) => range.isEqual(at('db.env'))),
    );
    const link = links.find(({ range }) => range.isEqual(at('db.env')));
    assert.equal(link?.target?.fsPath, path.join(folder.path, 'db.env'));
  });

  /** Asks for a list of all places first, and answers it; gives whether something was changed. */
  const previewed = async (answer: 'apply' | 'discard'): Promise<unknown> => {
    let done: { readonly changed: unknown } | undefined;
    void vscode.commands
      .executeCommand('unboxed.changeDefaultPasswords', document.uri, { strategy: 'in-place', preview: true })
      .then((changed: unknown) => {
        done = { changed };
      });
    // The list takes an answer as soon as it is there.
    return eventually(async () => {
      await vscode.commands.executeCommand(`refactorPreview.${answer}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.ok(done, 'nothing is done before the answer');
      return done.changed;
    }, 20_000);
  };

  it('shows every place of a password first, and changes nothing when the reader says no', async () => {
    const env = await vscode.workspace.openTextDocument(path.join(folder.path, '.env'));
    assert.equal(await previewed('discard'), false);
    assert.deepEqual([document.getText(), env.getText()], [stack, '# keep me\nPASSWORD=changeme\n']);
  });

  it('gives a password and its copies in other files one new value when the reader says yes to all', async () => {
    const env = await vscode.workspace.openTextDocument(path.join(folder.path, '.env'));
    assert.equal(await previewed('apply'), true);
    const inFile = /POSTGRES_PASSWORD: (\S+)/.exec(document.getText())?.[1] ?? '';
    assert.ok(inFile.length >= 16);
    assert.equal(env.getText(), `# keep me\nPASSWORD=${inFile}\n`);
    assert.equal(document.getText().replace(inFile, 'changeme'), stack);
    assert.ok(document.isDirty && env.isDirty, 'nothing is saved behind the reader’s back');
  });
});
