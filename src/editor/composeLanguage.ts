import path from 'node:path';
import * as vscode from 'vscode';
import { chapterCommand, chapterLink, chapterUri } from './chapterLink';
import { rangeOf } from './composeDiagnostics';
import { composeSelector } from './composeDocument';
import type { StackReference } from '../compose/stackReferences';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import { uriOf, type FilesAround } from './filesAround';
import { givenOn } from './otherExtensions';
import { say } from '../platform/say';

/** Explains keys, completes and renames names, leads to definitions and files. */
export function registerLanguage(documents: ComposeDocuments): vscode.Disposable {
  const support = new ComposeLanguage(documents);
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(composeSelector, support),
    vscode.languages.registerCompletionItemProvider(composeSelector, support, ' ', '-', '[', ',', ':'),
    vscode.languages.registerDefinitionProvider(composeSelector, support),
    vscode.languages.registerReferenceProvider(composeSelector, support),
    vscode.languages.registerRenameProvider(composeSelector, support),
    vscode.languages.registerDocumentLinkProvider(composeSelector, support),
  );
}

class ComposeLanguage
  implements
    vscode.HoverProvider,
    vscode.CompletionItemProvider,
    vscode.DefinitionProvider,
    vscode.ReferenceProvider,
    vscode.RenameProvider,
    vscode.DocumentLinkProvider
{
  constructor(private readonly documents: ComposeDocuments) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const analysed = await this.documents.of(document);
    if (!analysed) return undefined;
    const { helpAt } = await import('./composeAnalysis');
    const help = helpAt(analysed.analysis, document.offsetAt(position));
    if (!help) return undefined;
    const isExplained = givenOn(document).has('meanings');
    // What another extension says of the key is not said again; what the kernel does, only we say.
    if (isExplained && !help.kernel) return undefined;
    const text = new vscode.MarkdownString(isExplained ? '' : say(help.what));
    if (help.kernel) text.appendMarkdown(`\n\n${vscode.l10n.t('In the kernel: {0}', say(help.kernel))}`);
    text.isTrusted = { enabledCommands: [chapterCommand] };
    text.appendMarkdown(`\n\n${chapterLink(help.chapter, chapterUri(help.chapter))}`);
    return new vscode.Hover(text, rangeOf(document, help));
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const analysed = await this.documents.of(document);
    if (!analysed) return [];
    const { suggestionsAt } = await import('./composeAnalysis');
    const { start, names } = suggestionsAt(
      analysed.analysis,
      document.getText(),
      document.offsetAt(position),
    );
    // Names hold dashes, which the editor takes for the end of a word: what is replaced is said here.
    const range = new vscode.Range(document.positionAt(start), position);
    const isNamed = givenOn(document).has('names');
    const own = isNamed ? names.filter(({ kind }) => kind !== 'name') : names;
    return own.map(({ label, insert, kind }) => {
      const item = new vscode.CompletionItem(
        label,
        kind === 'name' ? vscode.CompletionItemKind.Reference : vscode.CompletionItemKind.Variable,
      );
      item.insertText = insert;
      item.filterText = label;
      item.range = range;
      return item;
    });
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[]> {
    const { same } = await this.named(document, position);
    return locate(
      document,
      same.filter(({ definition }) => definition),
    );
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[]> {
    return locate(document, (await this.named(document, position)).same);
  }

  async prepareRename(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Range> {
    const { at } = await this.named(document, position);
    if (!at)
      throw new Error(vscode.l10n.t('Only services, volumes, networks, secrets and configs can be renamed.'));
    return rangeOf(document, at.range);
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
  ): Promise<vscode.WorkspaceEdit> {
    if (!/^[A-Za-z0-9._-]+$/.test(newName))
      throw new Error(vscode.l10n.t('Letters, digits, “.”, “-” and “_” only.'));
    const { at, same, all, stack } = await this.named(document, position);
    if (all.some((one) => one.name === newName && one.kind === at?.kind && one.scope === at.scope))
      throw new Error(vscode.l10n.t('{0} is the name of another one already.', newName));
    const edit = new vscode.WorkspaceEdit();
    for (const { uri, range } of await locate(document, same)) edit.replace(uri, range, newName);
    if (at?.kind === 'services' && at.scope === '' && stack)
      await renameHosts(edit, stack, this.documents.around(stack.document.uri), at.name, newName);
    return edit;
  }

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const analysed = await this.documents.of(document);
    if (!analysed) return [];
    const { linksOf } = await import('./composeAnalysis');
    const doubled = givenOn(document).has('imageLinks');
    return linksOf(analysed.analysis).flatMap(({ range, target }) => {
      if (target.kind === 'image' && doubled) return [];
      const uri = target.kind === 'file' ? uriOf(document.uri, target.path) : vscode.Uri.parse(target.url);
      const link = new vscode.DocumentLink(rangeOf(document, range), uri);
      if (target.kind === 'image') link.tooltip = vscode.l10n.t('What the image’s makers say about it');
      return [link];
    });
  }

  /** What is named at a position, all places of the stack that name the same, and all that is named there. */
  private async named(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{
    at: StackReference | undefined;
    same: readonly StackReference[];
    all: readonly StackReference[];
    /** The stack whose names they are. */
    stack: AnalysedDocument | undefined;
  }> {
    const { namesOf } = await import('./composeAnalysis');
    await this.documents.of(document);
    const offset = document.offsetAt(position);
    const isHere = (one: StackReference): boolean =>
      uriOf(document.uri, one.file).fsPath === document.uri.fsPath &&
      one.range.start <= offset &&
      offset <= one.range.end;
    // An included file does not know who includes it: the larger stack of which it is a part knows more.
    const analysed = await Promise.all(
      this.documents.stacksOf(document).map((one) => this.documents.of(one.document)),
    );
    const known = analysed.flatMap((one) => one ?? []);
    const stacks = known.map((stack) => {
      const { document: main, analysis } = stack;
      const folder = path.dirname(document.uri.fsPath);
      const mainFolder = path.dirname(main.uri.fsPath);
      const seenFromHere = (file: string): string =>
        file === '' ? '' : path.relative(folder, path.resolve(mainFolder, file));
      const names = namesOf(analysis).map((one) => ({
        ...one,
        file: seenFromHere(one.file),
        scope: seenFromHere(one.scope),
      }));
      return { stack, names };
    });
    const [largest] = stacks
      .filter(({ names }) => names.some(isHere))
      .sort((a, b) => b.names.length - a.names.length);
    const all = largest?.names ?? [];
    const at = all.find(isHere);
    const same = all.filter(
      ({ kind, name, scope }) => kind === at?.kind && name === at.name && scope === at.scope,
    );
    return { at, same, all, stack: largest?.stack };
  }
}

/**
 * Other services reach a service by its name: it changes in addresses, variables and commands too. Of a file that
 * belongs to a program, the reader looks at the change first; one outside of the workspace is left alone.
 */
async function renameHosts(
  edit: vscode.WorkspaceEdit,
  { document, analysis }: AnalysedDocument,
  files: FilesAround,
  name: string,
  newName: string,
): Promise<void> {
  const { hostsOf } = await import('./composeAnalysis');
  for (const { file, range, inConfiguration } of hostsOf(analysis, name, files)) {
    const uri = uriOf(document.uri, file);
    const isBeside = !path.relative(path.dirname(document.uri.fsPath), uri.fsPath).startsWith('..');
    if (!isBeside && !vscode.workspace.getWorkspaceFolder(uri)) continue;
    const target = await vscode.workspace.openTextDocument(uri);
    const label = vscode.l10n.t('Host name in the configuration of a program');
    const metadata = inConfiguration ? { needsConfirmation: true, label } : undefined;
    edit.replace(uri, rangeOf(target, range), newName, metadata);
  }
}

/** Places in the files of a stack, as the editor shows those files. */
function locate(
  document: vscode.TextDocument,
  references: readonly StackReference[],
): Promise<vscode.Location[]> {
  return Promise.all(
    references.map(async ({ file, range }) => {
      const target = await vscode.workspace.openTextDocument(uriOf(document.uri, file));
      return new vscode.Location(target.uri, rangeOf(target, range));
    }),
  );
}
