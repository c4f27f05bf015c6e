import * as vscode from 'vscode';
import type { Finding, Severity } from '../compose/finding';
import { LineIndex } from '../compose/lineIndex';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import { explanationUri } from './explainRule';
import { uriOf } from './filesAround';
import { isDoubled, isSchemaRule, type DoubledKind } from './model/doubledProblem';
import { say } from '../platform/say';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** The problems of one file. */
interface FileProblems {
  readonly uri: vscode.Uri;
  readonly problems: readonly vscode.Diagnostic[];
}

/** Shows the linter's findings in the editor and the list of problems, each in the file in which it stands. */
export function registerDiagnostics(documents: ComposeDocuments): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('unboxed');
  /** What the analysis of each open file says, by its uri. */
  const said = new Map<string, readonly FileProblems[]>();
  /** All that is to be said of each file, whether another extension says it already or not. */
  const shown = new Map<string, FileProblems>();
  /** The line on which somebody writes, until he goes on to another: a save, which may come by itself, ends nothing. */
  let writing: WrittenLine | undefined;
  const refresh = (target: string): void => {
    const wanted = shown.get(target);
    if (!wanted) return;
    const { uri, problems } = wanted;
    const left = withoutDoubled(
      uri,
      problems.filter((one) => !isBeingWritten(uri, one, writing)),
    );
    if (problems.length === 0) shown.delete(target);
    // What is told is heard here, too: it is told only when something is new.
    if (left.length === 0 ? !collection.has(uri) : isSame(collection.get(uri) ?? [], left)) return;
    if (left.length === 0) collection.delete(uri);
    else collection.set(uri, left);
  };
  const show = (from: vscode.Uri, now: readonly FileProblems[]): void => {
    const key = from.toString();
    const touched = new Map([...(said.get(key) ?? []), ...now].map(({ uri }) => [uri.toString(), uri]));
    if (now.length > 0) said.set(key, now);
    else said.delete(key);
    for (const [target, uri] of touched) {
      const all = [...said.values()]
        .flat()
        .filter((one) => one.uri.toString() === target)
        .flatMap(({ problems }) => problems);
      shown.set(target, { uri, problems: eachOnce(all) });
      refresh(target);
    }
  };
  return vscode.Disposable.from(
    collection,
    documents.onDidAnalyse((analysed) => {
      show(analysed.document.uri, problemsOf(analysed));
    }),
    documents.onDidForget((uri) => {
      show(uri, []);
    }),
    // Others speak before or after us, and fall silent when they are switched off.
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) refresh(uri.toString());
    }),
    // What is wrong with a line is said when the reader goes on to another.
    vscode.workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
      const [change] = contentChanges;
      if (!change || vscode.window.activeTextEditor?.document.uri.toString() !== uri.toString()) return;
      const line = change.range.start.line + change.text.split('\n').length - 1;
      writing = { uri: uri.toString(), line };
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (!selections.some(({ active }) => active.line === writing?.line)) writing = undefined;
      refresh(textEditor.document.uri.toString());
    }),
    vscode.window.onDidChangeActiveTextEditor(() => {
      writing = undefined;
      for (const target of [...shown.keys()]) refresh(target);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('unboxed.codeLens.besideOthers'))
        for (const target of [...shown.keys()]) refresh(target);
    }),
  );
}

interface WrittenLine {
  readonly uri: string;
  readonly line: number;
}

/** Whether a problem is that a key or an item has no value yet, on the line on which somebody is writing it. */
function isBeingWritten(
  uri: vscode.Uri,
  { range: { start } }: vscode.Diagnostic,
  writing: WrittenLine | undefined,
): boolean {
  const document = vscode.window.activeTextEditor?.document;
  if (writing?.line !== start.line || writing.uri !== uri.toString()) return false;
  if (document?.uri.toString() !== writing.uri || start.line >= document.lineCount) return false;
  return /(?::|^\s*-)\s*$/.test(document.lineAt(start.line).text);
}

/** Leaves out what another extension says of a file already, unless the reader wants ours all the same. */
function withoutDoubled(uri: vscode.Uri, problems: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
  const kindOf = (problem: vscode.Diagnostic): DoubledKind | undefined => {
    const rule = ruleOf(problem);
    return rule === undefined ? 'syntax' : isSchemaRule(rule) ? 'schema' : undefined;
  };
  const besideOthers = vscode.workspace
    .getConfiguration('unboxed', uri)
    .get<string>('codeLens.besideOthers', 'auto');
  if (besideOthers === 'always' || !problems.some(kindOf)) return [...problems];
  const others = vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source !== 'unboxed')
    .map((one) => ({
      source: one.source,
      code: ruleOf(one),
      isError: one.severity === vscode.DiagnosticSeverity.Error,
      line: one.range.start.line,
    }));
  return problems.filter((problem) => {
    const kind = kindOf(problem);
    return kind === undefined || !isDoubled(kind, problem.range.start.line, others);
  });
}

const isSame = (a: readonly vscode.Diagnostic[], b: readonly vscode.Diagnostic[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

/** A file that two others include is said to be wrong once. */
function eachOnce(problems: readonly vscode.Diagnostic[]): readonly vscode.Diagnostic[] {
  const known = new Map<string, vscode.Diagnostic>();
  for (const problem of problems) {
    const { start, end } = problem.range;
    const place = [start.line, start.character, end.line, end.character].join(':');
    const key = `${place} ${String(ruleOf(problem))} ${problem.message}`;
    if (!known.has(key)) known.set(key, problem);
  }
  return [...known.values()];
}

/** The rule of one of our problems; undefined for what no rule says. */
export const ruleOf = ({ code }: vscode.Diagnostic): unknown =>
  typeof code === 'object' ? code.value : code;

function problemsOf(analysed: AnalysedDocument): readonly FileProblems[] {
  const { document, analysis } = analysed;
  const { lint } = analysis;
  if (lint.unreadable) {
    const problems = lint.model.problems.map(({ message, range }) => {
      const diagnostic = new vscode.Diagnostic(rangeOf(document, range), say(message));
      diagnostic.source = 'unboxed';
      return diagnostic;
    });
    return [{ uri: document.uri, problems }];
  }
  const places = new Places(analysed);
  const files = new Set([document.uri.fsPath, ...lint.findings.map(({ file }) => file)]);
  return [...files].map((file) => ({
    uri: uriOf(document.uri, file),
    problems: lint.findings
      .filter((finding) => finding.file === file)
      .map((finding) => toDiagnostic(finding, places)),
  }));
}

/** Offsets in the files of an analysis as ranges of the editor. */
class Places {
  private readonly lines = new Map<string, LineIndex>();

  constructor(private readonly analysed: AnalysedDocument) {}

  uri(file: string): vscode.Uri {
    return uriOf(this.analysed.document.uri, file);
  }

  range(file: string, { start, end }: { readonly start: number; readonly end: number }): vscode.Range {
    const { document, analysis } = this.analysed;
    if (file === document.uri.fsPath) return rangeOf(document, { start, end });
    const lines = this.lines.get(file) ?? this.read(file, analysis);
    const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
    return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
  }

  private read(file: string, { lint, project }: AnalysedDocument['analysis']): LineIndex {
    const source = lint.run.sources.find((one) => one.file === file);
    const lines = new LineIndex(source?.text ?? project.files.readFile(file) ?? '');
    this.lines.set(file, lines);
    return lines;
  }
}

function toDiagnostic(finding: Finding, places: Places): vscode.Diagnostic {
  const { ruleId, severity, message, related } = finding;
  const diagnostic = new vscode.Diagnostic(
    places.range(finding.file, finding.range),
    say(message),
    severities[severity],
  );
  diagnostic.source = 'unboxed';
  const target = explanationUri(ruleId);
  diagnostic.code = target ? { value: ruleId, target } : ruleId;
  const elsewhere = related.map(
    ({ place, message: told }) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(places.uri(place.file), places.range(place.file, place.range)),
        say(told),
      ),
  );
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
