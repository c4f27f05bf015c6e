/** A word of a command line and where it begins in its text. */
export interface CommandWord {
  readonly text: string;
  readonly start: number;
  /** True where a command begins: at the front, and behind `;`, `&&`, `|`, `(` or a line break. */
  readonly first: boolean;
  /** True where it stands in quotes right behind the word before: the value in `--token='abc'`. */
  readonly glued: boolean;
}

/** Cuts a command into words at blanks, quotes and shell signs; the words keep their places. */
export function wordsOfCommand(text: string): CommandWord[] {
  let last = 0;
  const words: CommandWord[] = [];
  for (const { 0: word, index } of text.matchAll(/[^\s"'`|&;()\\]+|\\[^\s"'`|&;()]?/g)) {
    const between = text.slice(last, index);
    const first = last === 0 || /[|&;()\n]/.test(between);
    const glued = last > 0 && /^\\?["'`]$/.test(between);
    last = index + word.length;
    if (word !== '\\') words.push({ text: word, start: index, first, glued });
  }
  return words;
}

/** A word and the item of the list in which it stands. */
export interface ItemWord extends CommandWord {
  readonly item: number;
}

/**
 * The words of a command that may be written as a list: its items are the words of one command, but for those that a
 * shell reads. What stands behind an option is one word, blanks and all.
 */
export function wordsOfItems(items: readonly string[]): ItemWord[] {
  return items.flatMap((text, item) => {
    const before = items[item - 1];
    if (before !== undefined && /^--?\w[\w.-]*$/.test(before) && !/^-\w*c$/.test(before) && /\s/.test(text))
      return [{ text, start: 0, first: false, glued: false, item }];
    const isShell = before === undefined || /^-\w*c$|^CMD-SHELL$/.test(before);
    return wordsOfCommand(text).map(({ text, start, first, glued }) => ({
      text,
      start,
      first: first && (isShell || start > 0),
      glued,
      item,
    }));
  });
}
