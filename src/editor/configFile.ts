import * as vscode from 'vscode';
import { msg } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import { rangeOf } from './composeDiagnostics';
import { say } from '../platform/say';

const selector: vscode.DocumentFilter = { language: 'yaml', pattern: '**/.unboxed.yaml' };

/** The linter's config file: what is wrong with it, and what may be written. */
export function registerConfigFile(boundary: ErrorBoundary): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('unboxed-config');
  const check = (document: vscode.TextDocument): void => {
    if (vscode.languages.match(selector, document) > 0)
      boundary.background(msg('The linter’s config file could not be looked at'), () =>
        showProblems(document, collection),
      );
  };
  for (const document of vscode.workspace.textDocuments) check(document);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      check(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      collection.delete(uri);
    }),
    vscode.languages.registerCompletionItemProvider(selector, { provideCompletionItems }),
  );
}

async function showProblems(
  document: vscode.TextDocument,
  collection: vscode.DiagnosticCollection,
): Promise<void> {
  const { readConfig } = await import('./composeAnalysis');
  if (document.isClosed) return;
  const { problems } = readConfig(document.getText(), document.uri.fsPath);
  collection.set(
    document.uri,
    problems.map(({ message, range }) => {
      const problem = new vscode.Diagnostic(rangeOf(document, range), say(message));
      problem.source = 'unboxed';
      return problem;
    }),
  );
}

async function provideCompletionItems(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const { suggestConfig } = await import('./composeAnalysis');
  return suggestConfig(document.getText(), document.offsetAt(position)).map(
    ({ label, insertText, kind, about }) => {
      const item = new vscode.CompletionItem(
        label,
        kind === 'key' ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.EnumMember,
      );
      item.insertText = insertText;
      const word = document.getWordRangeAtPosition(position, /[\w-]+/);
      if (word) item.range = word;
      if (about) item.documentation = new vscode.MarkdownString(say(about));
      return item;
    },
  );
}
