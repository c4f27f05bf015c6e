import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { msg } from '../message';
import type { EditorBoundary } from '../platform/editorBoundary';
import { chapterCommand, chapterLink } from './chapterLink';
import { explainedRule, explanationPath } from './model/explanationPath';
import { say } from '../platform/say';

const scheme = 'unboxed-rule';

/** Opens what a rule teaches: what it looks for, why, what happens otherwise, and how both look. */
export function registerExplainRule(boundary: EditorBoundary): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(
      boundary.listener(msg('A chapter of the course could not be opened'), leadToChapter),
    ),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) =>
        chapterOf(uri) === undefined ? explanation(explainedRule(uri.path)) : '',
    }),
    boundary.command('unboxed.explainRule', async (ruleId: unknown) => {
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

/**
 * The preview of Markdown runs no commands, and follows only links to pages beside the one that it shows: the page
 * that stands for a chapter gives way to it as soon as it is opened.
 */
async function leadToChapter({ uri }: vscode.TextDocument): Promise<void> {
  const chapter = chapterOf(uri);
  if (chapter === undefined) return;
  await vscode.commands.executeCommand(chapterCommand, chapter);
  // The preview of a page has no address, only a title.
  const isPage = ({ input, label }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputWebview
      ? input.viewType.endsWith('markdown.preview') && label.endsWith(basename(uri.path))
      : (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) &&
        input.uri.toString() === uri.toString();
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isPage)));
}

function chapterOf({ scheme: of, path }: vscode.Uri): string | undefined {
  return of === scheme ? /^\/unboxed-chapter-(\w+)\.md$/.exec(path)?.[1] : undefined;
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
    chapterLink(chapter, `unboxed-chapter-${chapter}.md`),
  ].join('\n\n');
}
