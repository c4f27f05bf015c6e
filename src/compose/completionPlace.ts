/** Where somebody is writing, told from the text alone: it need not be whole. */
export interface CompletionPlace {
  /** The keys that lead there. */
  readonly path: readonly string[];
  /**
   * How a word stands there: alone on its line (`line`), after a dash (`item`), in brackets (`flow`), after a key
   * (`value`).
   */
  readonly form: 'line' | 'item' | 'flow' | 'value';
  /** Where the word begins that is being written: it is what a suggestion replaces. */
  readonly start: number;
  /** What stands before the word, in the same value (`service:`). */
  readonly before: string;
  /** What must come between the dash of an item and its word: a blank, unless it is there. */
  readonly gap: '' | ' ';
}

const keyLine = /^([ ]*(?:- )?[ ]*)([\w.-]+|"[^"]*"|'[^']*')[ ]*:(?:[ ](.*))?$/;

/**
 * The place of an offset, by the indentation of the lines above. A list may stand in brackets on the line itself, or
 * a value after its key.
 */
export function completionPlace(text: string, offset: number): CompletionPlace {
  const lines = text.slice(0, offset).split('\n');
  const current = lines.pop() ?? '';
  const word = /[\w.-]*$/.exec(current)?.[0] ?? '';
  const path: string[] = [];
  const dashed = /^[ ]*-(?: |$)/.test(current);
  const [, lead = '', key = '', value = ''] = keyLine.exec(current) ?? [];
  let form: CompletionPlace['form'] = dashed ? 'item' : 'line';
  let indent = dashed ? current.indexOf('-') + 1 : (/^[ ]*/.exec(current)?.[0].length ?? 0);
  let before = current.slice(0, current.length - word.length).trimStart();
  if (key !== '') {
    const inBrackets = /^\[[^\]#]*$/.exec(value);
    form = inBrackets ? 'flow' : 'value';
    before = value.slice(0, value.length - word.length);
    path.push(plain(key));
    indent = lead.length;
  }
  const onlyDash = current.trim() === '-' && current.endsWith('-');
  const start = onlyDash ? offset : offset - word.length;
  for (const line of lines.reverse()) {
    const found = keyLine.exec(line.trimEnd());
    const own = found?.[1]?.length;
    if (found?.[2] === undefined || own === undefined || own >= indent) continue;
    path.unshift(plain(found[2]));
    indent = own;
    if (own === 0) break;
  }
  return { path, form, start, before: before.replace(/^["']/, ''), gap: onlyDash ? ' ' : '' };
}

const plain = (key: string): string => key.replace(/^["']|["']$/g, '');
