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
      const path = explanationPath(ruleId);
      if (path === undefined) return;
      await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme, path }));
    }),
  );
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
