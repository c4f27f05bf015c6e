import * as vscode from 'vscode';
import { chapterNumber, type ChapterId } from '../chapterId';
import type { CommandId } from '../commandIds';

/** Opens the walkthrough, at the chapter of which it is given the id. */
export const chapterCommand: CommandId = 'unboxed.openWalkthrough';

/** Opens a chapter where a link may run a command. */
export const chapterUri = (chapter: ChapterId): string =>
  `command:${chapterCommand}?${encodeURIComponent(JSON.stringify([chapter]))}`;

/** Where the course teaches something, as a sentence in Markdown that leads there. */
export const chapterLink = (chapter: ChapterId, to: string): string =>
  `[${vscode.l10n.t('The course speaks of it in chapter {0}.', chapterNumber(chapter))}](${to})`;
