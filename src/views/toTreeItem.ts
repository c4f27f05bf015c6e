import * as vscode from 'vscode';
import type { CommandId } from '../commandIds';
import { escapeMarkdown } from '../platform/escapeMarkdown';
import { visibleText } from '../platform/visibleText';
import type { NodeTooltip } from './model/treeNode';
import { stoppedUri } from './stoppedDecoration';
import type { TreeElement } from './treeElement';

const openWalkthrough: CommandId = 'unboxed.openWalkthrough';
const revealContainer: CommandId = 'unboxed.revealContainer';

/** The editor's item for a row; the tooltip is left out, since it is asked for when it is looked at. */
export function toTreeItem(element: TreeElement): vscode.TreeItem {
  const { node } = element;
  const item = new vscode.TreeItem(visibleText(node.label), collapsibleState[node.expand]);
  item.id = node.id;
  item.description = visibleText(node.description);
  item.contextValue = node.context;
  item.accessibilityInformation = { label: visibleText(node.spoken, 400) };
  if (node.icon !== undefined)
    item.iconPath =
      node.icon.color === undefined
        ? new vscode.ThemeIcon(node.icon.name)
        : new vscode.ThemeIcon(node.icon.name, new vscode.ThemeColor(node.icon.color));
  if (node.dimmed === true) item.resourceUri = stoppedUri(node.id);
  const command = clickCommand(element);
  if (command !== undefined) item.command = command;
  return item;
}

function clickCommand(element: TreeElement): vscode.Command | undefined {
  const { target } = element.node;
  if (target.kind === 'action')
    return { command: target.command, title: element.node.label, arguments: [...target.args] };
  if (target.kind === 'namespace' && target.sharedWith.length > 0)
    return {
      command: revealContainer,
      title: vscode.l10n.t('Show the Container It Is Shared With'),
      arguments: [element],
    };
  if (target.kind === 'task')
    return {
      command: revealContainer,
      title: vscode.l10n.t('Show the Container of the Task'),
      arguments: [element],
    };
  return undefined;
}

const collapsibleState = {
  leaf: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

/** Facts, then the sentence that teaches, with a link to its chapter. Strings of the engine are escaped. */
export function toTooltip(tooltip: NodeTooltip): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = { enabledCommands: [openWalkthrough] };
  markdown.appendMarkdown(`**${escapeMarkdown(visibleText(tooltip.title))}**`);
  for (const [name, value] of tooltip.facts)
    if (value !== '')
      markdown.appendMarkdown(
        `  \n${vscode.l10n.t('{0}: {1}', escapeMarkdown(name), escapeMarkdown(visibleText(value, 500)))}`,
      );
  if (tooltip.lesson !== undefined) markdown.appendMarkdown(`\n\n${escapeMarkdown(tooltip.lesson)}`);
  if (tooltip.chapter !== undefined) {
    const argument = encodeURIComponent(JSON.stringify([tooltip.chapter]));
    const text = escapeMarkdown(vscode.l10n.t('Read the chapter'));
    markdown.appendMarkdown(` [${text}](command:${openWalkthrough}?${argument})`);
  }
  return markdown;
}
