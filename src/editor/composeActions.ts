import * as vscode from 'vscode';
import type { Finding, Fix } from '../compose/finding';
import { composeSelector } from './composeDocument';
import { rangeOf, ruleOf } from './composeDiagnostics';
import { lintSettings } from './lintSettings';
import { changedStretch } from './model/changedStretch';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import { say } from '../platform/say';
import { toWorkspaceEdit } from './toWorkspaceEdit';

const fixAll = vscode.CodeActionKind.SourceFixAll.append('unboxed');

/** Quick fixes of the linter, and the change of default passwords. */
export function registerActions(documents: ComposeDocuments): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(composeSelector, new ComposeActions(documents), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll],
  });
}

class ComposeActions implements vscode.CodeActionProvider {
  constructor(private readonly documents: ComposeDocuments) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const analysed = await this.documents.of(document);
    if (token.isCancellationRequested) return [];
    if (!analysed || analysed.analysis.lint.unreadable)
      return [
        ...(analysed ? await syntaxActions(analysed, range, context.diagnostics) : []),
        ...(await this.fixesFromElsewhere(document, range, context.diagnostics, [])),
        ...explanations(context.diagnostics),
      ];
    if (context.only?.contains(fixAll)) return this.fixEverything(document);
    const { findings } = analysed.analysis.lint;
    const touched = findings.filter(
      (finding) =>
        finding.file === document.uri.fsPath && rangeOf(document, finding.range).intersection(range),
    );
    const actions = await Promise.all(
      touched.flatMap((finding) =>
        finding.fixes.map((fix) => quickFix(document, document.uri, finding, fix, context.diagnostics)),
      ),
    );
    actions.push(...(await this.fixesFromElsewhere(document, range, context.diagnostics, touched)));
    // What stands in `.env` is changed from where it is used, too.
    const places = findings
      .filter(({ ruleId }) => isDefaultPassword(ruleId))
      .flatMap((finding) => [finding, ...finding.related.map(({ place }) => ({ ...finding, ...place }))])
      .filter((one) => one.file === document.uri.fsPath && rangeOf(document, one.range).intersection(range));
    if (places.length > 0)
      actions.unshift(
        ...passwordActions(document, places, context.diagnostics, analysed.analysis.defaults.length),
      );
    return [...actions, ...explanations(context.diagnostics)];
  }

  /** Fixes of what was found in this file from others that take it in, and is not said by its own analysis. */
  private async fixesFromElsewhere(
    document: vscode.TextDocument,
    range: vscode.Range,
    diagnostics: readonly vscode.Diagnostic[],
    own: readonly Finding[],
  ): Promise<vscode.CodeAction[]> {
    const said = new Set(own.map(keyOf));
    const actions: Promise<vscode.CodeAction>[] = [];
    for (const { from, finding } of this.documents.findingsIn(document)) {
      if (said.has(keyOf(finding)) || !rangeOf(document, finding.range).intersection(range)) continue;
      said.add(keyOf(finding));
      for (const fix of finding.fixes) actions.push(quickFix(document, from, finding, fix, diagnostics));
    }
    return Promise.all(actions);
  }

  private async fixEverything(document: vscode.TextDocument): Promise<vscode.CodeAction[]> {
    const { fixedText } = await import('./composeAnalysis');
    const before = document.getText();
    const after = fixedText(this.documents.setOf(document), lintSettings(document));
    const change = changedStretch(before, after);
    if (!change) return [];
    const action = new vscode.CodeAction(vscode.l10n.t('Fix everything that is sure'), fixAll);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, rangeOf(document, change.range), change.newText);
    return [action];
  }
}

/** The rules that speak of a password which is changed by one command. */
export const isDefaultPassword = (ruleId: string): boolean =>
  /^credential-(?:default-value|default-interpolation|equals-name|image-default)$/.test(ruleId);

const keyOf = ({ ruleId, range }: Finding): string => `${ruleId} ${range.start} ${range.end}`;

/** `from`: the file whose analysis made the finding, and from which its edits name their files. */
async function quickFix(
  document: vscode.TextDocument,
  from: vscode.Uri,
  finding: Finding,
  fix: Fix,
  diagnostics: readonly vscode.Diagnostic[],
): Promise<vscode.CodeAction> {
  const action = new vscode.CodeAction(say(fix.title), vscode.CodeActionKind.QuickFix);
  action.isPreferred = fix.preferred;
  action.diagnostics = diagnostics.filter((one) => isOf(one, document, finding));
  action.edit = await toWorkspaceEdit(from, { edits: fix.edits, creates: [] });
  return action;
}

/** What would make a broken text readable, on the whole line of the first problem: a guess, to be chosen. */
async function syntaxActions(
  { document, analysis }: AnalysedDocument,
  range: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): Promise<vscode.CodeAction[]> {
  const { source, problems } = analysis.lint.model;
  const [problem] = problems;
  if (!problem) return [];
  const shown = rangeOf(document, problem.range);
  if (!document.lineAt(shown.start.line).range.intersection(range)) return [];
  const { syntaxFixes } = await import('./composeAnalysis');
  const fixes = syntaxFixes(source.text, source.file, problems);
  return Promise.all(
    fixes.map(async (fix) => {
      const action = new vscode.CodeAction(say(fix.title), vscode.CodeActionKind.QuickFix);
      action.isPreferred = fix.preferred;
      action.diagnostics = diagnostics.filter(
        (one) => one.source === 'unboxed' && ruleOf(one) === undefined && one.range.isEqual(shown),
      );
      action.edit = await toWorkspaceEdit(document.uri, { edits: fix.edits, creates: [] });
      return action;
    }),
  );
}

function passwordActions(
  document: vscode.TextDocument,
  findings: readonly Finding[],
  diagnostics: readonly vscode.Diagnostic[],
  all: number,
): vscode.CodeAction[] {
  const at = findings[0]?.range.start ?? 0;
  const about = diagnostics.filter((one) => findings.some((finding) => isOf(one, document, finding)));
  const action = (title: string, args: object): vscode.CodeAction => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.command = { command: 'unboxed.changeDefaultPasswords', title, arguments: [document.uri, args] };
    made.diagnostics = about;
    return made;
  };
  const here = action(vscode.l10n.t('Change this password and all its copies'), { at, strategy: 'in-place' });
  here.isPreferred = true;
  return [
    here,
    action(vscode.l10n.t('Change it and keep it in .env'), { at, strategy: 'dotenv' }),
    action(vscode.l10n.t('Change it and keep it in a Compose secret'), { at, strategy: 'secrets' }),
    action(vscode.l10n.t('Change it, showing every place first…'), {
      at,
      strategy: 'in-place',
      preview: true,
    }),
    ...(all > 1
      ? [
          action(vscode.l10n.t('Change all {0} default passwords of this stack', all), {
            strategy: 'in-place',
          }),
        ]
      : []),
  ];
}

/** For each rule that has something to say here, its explanation: last, for a fix is wanted first. */
function explanations(diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const byRule = new Map<unknown, vscode.Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const rule = diagnostic.source === 'unboxed' ? ruleOf(diagnostic) : undefined;
    if (rule !== undefined) byRule.set(rule, [...(byRule.get(rule) ?? []), diagnostic]);
  }
  return [...byRule].map(([rule, about]) => {
    const title = vscode.l10n.t('Why? Explain {0}', String(rule));
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { command: 'unboxed.explainRule', title, arguments: [rule] };
    action.diagnostics = about;
    return action;
  });
}

function isOf(diagnostic: vscode.Diagnostic, document: vscode.TextDocument, finding: Finding): boolean {
  const { code } = diagnostic;
  return (
    typeof code === 'object' &&
    code.value === finding.ruleId &&
    diagnostic.range.isEqual(rangeOf(document, finding.range))
  );
}
