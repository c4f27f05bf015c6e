import * as vscode from 'vscode';
import { explainedRule, explanationPath } from './model/explanationPath';
import { say } from './say';

const scheme = 'unboxed-rule';

/** Opens what a rule teaches: what it looks for, why, what happens otherwise, and how both look. */
export function registerExplainRule(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => explanation(explainedRule(uri.path)),
    }),
    vscode.commands.registerCommand('unboxed.explainRule', async (ruleId: unknown) => {
      const uri = explanationUri(ruleId);
      if (uri) await vscode.commands.executeCommand('markdown.showPreview', uri);
    }),
  );
}

/**
 * The page of a rule; undefined for what can be no rule's id. As the link behind a problem's code it is a page
 * and no `command:`, which newer versions of VS Code don't run there; package.json has the scheme shown as a preview.
 */
export function explanationUri(ruleId: unknown): vscode.Uri | undefined {
  const path = explanationPath(ruleId);
  return path === undefined ? undefined : vscode.Uri.from({ scheme, path });
}

async function explanation(ruleId: string): Promise<string> {
  const { explain } = await import('./composeAnalysis');
  const found = explain(ruleId);
  if (!found) return vscode.l10n.t('There is no rule `{0}`.', ruleId);
  const { what, why, risk, kernelFact, chapter, examples } = found;
  const code = (text: string): string => `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
  const section = (title: string, text: string): string[] => [`## ${title}`, text];
  return [
    `# ${ruleId}`,
    say(what),
    ...section(vscode.l10n.t('Why it matters'), say(why)),
    ...section(vscode.l10n.t('What may happen'), say(risk)),
    ...(kernelFact ? section(vscode.l10n.t('What the kernel does'), say(kernelFact)) : []),
    ...(examples.bad === undefined ? [] : section(vscode.l10n.t('Not like this'), code(examples.bad))),
    ...(examples.good === undefined ? [] : section(vscode.l10n.t('But like this'), code(examples.good))),
    vscode.l10n.t('The course speaks of it in chapter {0}.', chapter),
  ].join('\n\n');
}
