import * as vscode from 'vscode';
import { rangeOf } from './composeDiagnostics';
import { composeSelector } from './composeDocument';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import { uriOf } from './filesAround';
import { hasOtherLanguageSupport } from './otherExtensions';
import { say } from './say';
import type { NameReference } from '../compose/nameReferences';

/** Explains keys, completes and renames names, leads to definitions and files. */
export function registerLanguage(documents: ComposeDocuments): vscode.Disposable {
  const support = new ComposeLanguage(documents);
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(composeSelector, support),
    vscode.languages.registerCompletionItemProvider(composeSelector, support, ' ', '-'),
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
    if (hasOtherLanguageSupport(document)) return undefined;
    const analysed = await this.documents.of(document);
    if (!analysed) return undefined;
    const { helpAt } = await import('./composeAnalysis');
    const help = helpAt(analysed.analysis, document.offsetAt(position));
    if (!help) return undefined;
    const text = new vscode.MarkdownString(say(help.what));
    if (help.kernel) text.appendMarkdown(`\n\n${vscode.l10n.t('In the kernel: {0}', say(help.kernel))}`);
    text.appendMarkdown(`\n\n${vscode.l10n.t('The course speaks of it in chapter {0}.', help.chapter)}`);
    return new vscode.Hover(text, rangeOf(document, help));
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    if (hasOtherLanguageSupport(document)) return [];
    const analysed = await this.documents.of(document);
    if (!analysed) return [];
    const { suggestionsAt } = await import('./composeAnalysis');
    return suggestionsAt(analysed.analysis, document.getText(), document.offsetAt(position)).map((one) => {
      const item = new vscode.CompletionItem(
        one.label,
        one.kind === 'name' ? vscode.CompletionItemKind.Reference : vscode.CompletionItemKind.Variable,
      );
      const starts = /^\s*$/.test(document.lineAt(position).text.slice(0, position.character));
      item.insertText = starts && one.kind === 'name' ? `- ${one.insert}` : one.insert;
      return item;
    });
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[]> {
    const { same } = await this.named(document, position);
    return same.filter(({ definition }) => definition).map((one) => locate(document, one));
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[]> {
    const { same } = await this.named(document, position);
    return same.map((one) => locate(document, one));
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
    const edit = new vscode.WorkspaceEdit();
    if (!/^[A-Za-z0-9._-]+$/.test(newName))
      throw new Error(vscode.l10n.t('Letters, digits, “.”, “-” and “_” only.'));
    const { same } = await this.named(document, position);
    for (const { range } of same) edit.replace(document.uri, rangeOf(document, range), newName);
    return edit;
  }

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const analysed = await this.documents.of(document);
    if (!analysed || analysed.analysis.lint.unreadable) return [];
    const { linkedFiles } = await import('./composeAnalysis');
    return linkedFiles(analysed.analysis).map(
      ({ range, path }) => new vscode.DocumentLink(rangeOf(document, range), uriOf(document.uri, path)),
    );
  }

  /** What is named at a position, and all places that name the same. */
  private async named(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ at: NameReference | undefined; same: readonly NameReference[] }> {
    const analysed: AnalysedDocument | undefined = await this.documents.of(document);
    if (!analysed) return { at: undefined, same: [] };
    const { namesOf } = await import('./composeAnalysis');
    const offset = document.offsetAt(position);
    const all = namesOf(analysed.analysis);
    const at = all.find(({ range }) => range.start <= offset && offset <= range.end);
    return { at, same: all.filter(({ kind, name }) => kind === at?.kind && name === at.name) };
  }
}

const locate = (document: vscode.TextDocument, { range }: NameReference): vscode.Location =>
  new vscode.Location(document.uri, rangeOf(document, range));
