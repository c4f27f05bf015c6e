import * as vscode from 'vscode';
import type { Finding, Severity } from '../compose/finding';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import { uriOf } from './filesAround';
import { say } from './say';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Shows the linter's findings in the editor and the list of problems. */
export function registerDiagnostics(documents: ComposeDocuments): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('unboxed');
  return vscode.Disposable.from(
    collection,
    documents.onDidAnalyse((analysed) => {
      collection.set(analysed.document.uri, diagnosticsOf(analysed));
    }),
    documents.onDidForget((uri) => {
      collection.delete(uri);
    }),
  );
}

function diagnosticsOf({ document, analysis }: AnalysedDocument): vscode.Diagnostic[] {
  const { lint } = analysis;
  if (lint.unreadable)
    return lint.model.problems.map(({ message, range }) => {
      const diagnostic = new vscode.Diagnostic(rangeOf(document, range), say(message));
      diagnostic.source = 'unboxed';
      return diagnostic;
    });
  const here = lint.findings.filter(({ file }) => file === document.uri.fsPath);
  return here.map((finding) => toDiagnostic(document, finding));
}

function toDiagnostic(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
  const { ruleId, severity, message, related } = finding;
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, finding.range),
    say(message),
    severities[severity],
  );
  diagnostic.source = 'unboxed';
  diagnostic.code = { value: ruleId, target: explanationUri(ruleId) };
  const elsewhere = related.flatMap(({ place, message: told }) => {
    const uri = uriOf(document.uri, place.file);
    const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    const range = open ? rangeOf(open, place.range) : new vscode.Range(0, 0, 0, 0);
    return [new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, range), say(told))];
  });
  if (elsewhere.length > 0) diagnostic.relatedInformation = elsewhere;
  return diagnostic;
}

/** Offsets of a finding as a range of the document: the only place where one becomes the other. */
export function rangeOf(
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** The link from a problem to what the rule teaches. */
export function explanationUri(ruleId: string): vscode.Uri {
  return vscode.Uri.parse(`command:unboxed.explainRule?${encodeURIComponent(JSON.stringify([ruleId]))}`);
}
