import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const stack = `services:
  cache:
    image: redis:7
  web:
    image: nginx:1.27
    mem_limit: 64m
    depends_on: []
`;

// `neighbours/` holds the manifests of the three: their settings, which are on in real life, are off by default there.
describe('beside Container Tools, Docker DX and YAML by Red Hat', () => {
  const switches = [
    'containers.enableComposeLanguageService',
    'docker.extension.enableComposeLanguageServer',
  ] as const;
  let folder: TemporaryFolder;
  let document: vscode.TextDocument;
  let others: vscode.Disposable;

  const set = (name: string, value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
  const at = (text: string): vscode.Position => document.positionAt(stack.indexOf(text) + text.length);
  /** The lenses that start `web`, the names that may follow in its list, and what is said of its limit. */
  async function shown(): Promise<string> {
    const [lenses, list, hovers] = await Promise.all([
      vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri),
      vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at('depends_on: ['),
      ),
      vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at('mem_li'),
      ),
    ]);
    const up = lenses.flatMap(({ range, command }) =>
      range.start.line === 3 && /Up$|Run Service/.test(command?.title ?? '') ? (command?.title ?? '') : [],
    );
    const names = list.items.filter(({ label }) => label === 'cache');
    const said = hovers.flatMap(({ contents }) =>
      contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')),
    );
    return [
      up
        .map((title) => title.replace(/^\$\(play\)\u00A0/, ''))
        .sort()
        .reverse()
        .join('+'),
      `${names.length} cache`,
      /The most memory/.test(said.join()) ? 'meaning' : 'no meaning',
      /memory\.max/.test(said.join()) ? 'kernel' : 'no kernel',
    ].join(', ');
  }

  before(async () => {
    folder = await temporaryFolder({
      'compose.yaml': stack,
      'unknown/compose.yaml': 'services:\n  a:\n    image: nginx:1.27\n    imgae: x\n    privileged: true\n',
      'open/compose.yaml': 'services:\n  a:\n    image: "nginx\n',
    });
    document = await vscode.workspace.openTextDocument(path.join(folder.path, 'compose.yaml'));
    await vscode.window.showTextDocument(document);
    const isOn = (name: string): boolean => vscode.workspace.getConfiguration().get(name) === true;
    // What the two would show, where their settings are on.
    others = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider('dockercompose', {
        provideCodeLenses: () =>
          isOn(switches[0])
            ? [new vscode.CodeLens(new vscode.Range(3, 2, 3, 5), { title: 'Run Service', command: '' })]
            : [],
      }),
      vscode.languages.registerCompletionItemProvider('dockercompose', {
        provideCompletionItems: () => (isOn(switches[1]) ? [new vscode.CompletionItem('cache')] : []),
      }),
    );
  });

  after(async () => {
    for (const name of [...switches, 'yaml.hover', 'unboxed.codeLens.besideOthers'])
      await set(name, undefined);
    others.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await folder.remove();
  });

  const cases: [string, containerTools: boolean, dockerDx: boolean, besideOthers: string, shown: string][] = [
    ['shows all where they are switched off', false, false, 'auto', 'Up, 1 cache, meaning, kernel'],
    ['has one lens with Container Tools', true, false, 'auto', 'Run Service, 1 cache, no meaning, kernel'],
    ['has each name once with Docker DX', false, true, 'auto', 'Up, 1 cache, no meaning, kernel'],
    ['has one of each with both', true, true, 'auto', 'Run Service, 1 cache, no meaning, kernel'],
    [
      'shows all the same where that is set',
      true,
      true,
      'always',
      'Up+Run Service, 2 cache, meaning, kernel',
    ],
  ];
  for (const [name, containerTools, dockerDx, besideOthers, expected] of cases)
    it(name, async () => {
      await set(switches[0], containerTools);
      await set(switches[1], dockerDx);
      await set('unboxed.codeLens.besideOthers', besideOthers);
      await eventually(async () => {
        assert.equal(await shown(), expected);
      }, 20_000);
    });

  it('says a key’s meaning once with YAML by Red Hat', async () => {
    for (const name of switches) await set(name, false);
    await set('unboxed.codeLens.besideOthers', 'auto');
    await set('yaml.hover', true);
    await eventually(async () => {
      assert.equal(await shown(), 'Up, 1 cache, no meaning, kernel');
    }, 20_000);
  });

  describe('with problems that they say, too', () => {
    const collection = vscode.languages.createDiagnosticCollection('another');
    let broken: vscode.TextDocument;
    const says = (line: number, source: string | undefined, code?: string): void => {
      const problem = new vscode.Diagnostic(new vscode.Range(line, 0, line, 3), 'theirs');
      if (source !== undefined) problem.source = source;
      if (code !== undefined) problem.code = code;
      collection.set(broken.uri, [problem]);
    };
    const ours = (): string[] =>
      vscode.languages
        .getDiagnostics(broken.uri)
        .filter(({ source }) => source === 'unboxed')
        .map(({ code, range }) => `${typeof code === 'object' ? code.value : 'syntax'}:${range.start.line}`);
    const open = async (name: string): Promise<void> => {
      broken = await vscode.workspace.openTextDocument(path.join(folder.path, name, 'compose.yaml'));
      await vscode.window.showTextDocument(broken);
    };
    const wait = (isRight: (all: readonly string[]) => boolean): Promise<void> =>
      eventually(() => {
        assert.ok(isRight(ours()), ours().join());
      }, 20_000);
    after(() => {
      collection.dispose();
    });

    it('leaves what no schema knows to theirs, says it again when they fall silent, and where it is set', async () => {
      await open('unknown');
      const isHere = (all: readonly string[]): boolean => all.includes('schema-unknown-key:3');
      const isLeft = (all: readonly string[]): boolean =>
        !isHere(all) && all.includes('security-privileged:4');
      await wait(isHere);
      says(3, 'yaml-schema: compose-spec');
      await wait(isLeft);
      says(2, 'yaml-schema: compose-spec');
      await wait(isHere);
      says(3, 'cSpell');
      await wait(isHere);
      says(3, 'yaml-schema: compose-spec');
      await wait(isLeft);
      await set('unboxed.codeLens.besideOthers', 'always');
      await wait(isHere);
      await set('unboxed.codeLens.besideOthers', 'auto');
      collection.clear();
      await wait(isHere);
      const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        broken.uri,
        new vscode.Range(3, 4, 3, 9),
      );
      assert.ok(fixes.length > 0, 'what mends it is offered, whoever says it');
    });

    it('says once that a file is no YAML', async () => {
      await open('open');
      await wait((all) => all.some((one) => one.startsWith('syntax')));
      const line = Number(ours()[0]?.split(':')[1]);
      for (const [source, code] of [
        ['YAML', undefined],
        [undefined, 'MISSING_CHAR'],
        ['docker-language-server', undefined],
      ] as const) {
        says(line, source, code);
        await wait((all) => all.length === 0);
        collection.clear();
        await wait((all) => all.length > 0);
      }
    });
  });
});
