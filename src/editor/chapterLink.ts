import * as vscode from 'vscode';
import type { CommandId } from '../commandIds';

/** Opens the walkthrough, at the chapter of which it is given the number. */
export const chapterCommand: CommandId = 'unboxed.openWalkthrough';

/** Opens a chapter (1–12) where a link may run a command. */
export const chapterUri = (chapter: number): string =>
  `command:${chapterCommand}?${encodeURIComponent(JSON.stringify([chapter]))}`;

/** Where the course teaches something, as a sentence in Markdown that leads there. */
export const chapterLink = (chapter: number, to: string): string =>
  `[${vscode.l10n.t('The course speaks of it in chapter {0}.', chapter)}](${to})`;
