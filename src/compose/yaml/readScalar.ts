import type { ScalarNode } from '../yamlNodes';
import { blockText, foldLines, unescapeDouble, unfoldDouble } from './foldScalars';
import { Char, Unusual, type Props, type YamlCursor } from './yamlCursor';

/** Reads a quoted scalar; the lines after its first must be indented by more than `indent`. */
export function readQuoted(cursor: YamlCursor, indent: number, props: Props): ScalarNode {
  const { text, at: start } = cursor;
  const double = cursor.code() === Char.Quote;
  const close = double ? closeDouble(text, start + 1) : closeSingle(text, start + 1);
  if (close < 0) throw new Unusual();
  const raw = text.slice(start + 1, close);
  cursor.at = close + 1;
  let value = raw;
  const multiline = raw.includes('\n');
  if (multiline) checkIndents(cursor, raw, start + 1, indent);
  // Empty lines behind a line that is joined to the next: rare, and read in several ways.
  if (multiline && double && /\\\r?\n[ \t]*\r?\n/.test(raw)) throw new Unusual();
  if (double && raw.includes('\\')) {
    const unescaped = multiline ? unfoldDouble(raw) : unescapeDouble(raw);
    if (unescaped === undefined) throw new Unusual();
    value = unescaped;
  } else if (multiline) value = foldLines(raw);
  else if (raw.includes('\r')) throw new Unusual();
  if (!double && value.includes("''")) value = value.replaceAll("''", "'");
  return cursor.scalar(start, close + 1, value, double ? 'double' : 'single', props);
}

function closeDouble(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at > 0) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0 || at - slashes < from) return at;
    at = text.indexOf('"', at + 1);
  }
  return at;
}

function closeSingle(text: string, from: number): number {
  let at = text.indexOf("'", from);
  while (at > 0 && text.charCodeAt(at + 1) === Char.Apostrophe) at = text.indexOf("'", at + 2);
  return at;
}

function checkIndents(cursor: YamlCursor, raw: string, offset: number, indent: number): void {
  for (let at = raw.indexOf('\n'); at >= 0; at = raw.indexOf('\n', at + 1)) {
    let column = 0;
    while (raw.charCodeAt(at + 1 + column) === Char.Space) column++;
    const code = at + 1 + column < raw.length ? raw.charCodeAt(at + 1 + column) : 0;
    if (code === Char.Newline || (code === Char.Return && raw.charCodeAt(at + 2 + column) === Char.Newline))
      continue;
    if (code === Char.Tab || column <= indent || (column === 0 && cursor.isMarker(offset + at + 1)))
      throw new Unusual();
  }
  if (/\r(?!\n)/.test(raw)) throw new Unusual();
}

/** Where a plain scalar that begins at `start` ends on its line, trailing blanks left out. */
export function plainEnd(cursor: YamlCursor, start: number, inFlow: boolean): number {
  const { text } = cursor;
  const { length } = text;
  let at = start;
  let end = start;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.Newline) break;
    if (code === Char.Return) {
      if (at + 1 < length && text.charCodeAt(at + 1) !== Char.Newline) throw new Unusual();
      break;
    }
    if (code === Char.Space || code === Char.Tab) continue;
    if (code === Char.Hash && at > end) break;
    if (code === Char.Colon && cursor.isGap(at + 1)) break;
    if (inFlow) {
      if (isFlowSign(code)) break;
      if (code === Char.Question) throw new Unusual();
    }
    end = at + 1;
  }
  cursor.at = at;
  return end;
}

export const isFlowSign = (code: number): boolean =>
  code === Char.Comma ||
  code === Char.OpenBracket ||
  code === Char.CloseBracket ||
  code === Char.OpenBrace ||
  code === Char.CloseBrace;

/** Whether a plain scalar may begin at the cursor. */
export function startsPlain(cursor: YamlCursor, inFlow: boolean): boolean {
  const code = cursor.code();
  switch (code) {
    case Char.Question:
    case Char.Colon:
      return !inFlow && !cursor.isGap(cursor.at + 1);
    case Char.Dash:
      return !cursor.isGap(cursor.at + 1) && !(inFlow && isFlowSign(cursor.code(cursor.at + 1)));
    case Char.Newline:
    case Char.Return:
    case Char.Space:
    case Char.Tab:
    case Char.Bang:
    case Char.Quote:
    case Char.Hash:
    case Char.Percent:
    case Char.Ampersand:
    case Char.Apostrophe:
    case Char.Star:
    case Char.Comma:
    case Char.Greater:
    case Char.At:
    case Char.OpenBracket:
    case Char.CloseBracket:
    case Char.Backtick:
    case Char.OpenBrace:
    case Char.Pipe:
    case Char.CloseBrace:
      return false;
    default:
      return true;
  }
}

/**
 * Takes the further lines of a plain scalar that began on this line (`end`: its end so far). Leaves the cursor
 * at the end of the scalar.
 */
export function readPlainRest(
  cursor: YamlCursor,
  start: number,
  end: number,
  indent: number,
  props: Props,
): ScalarNode {
  let last = end;
  for (;;) {
    cursor.at = last;
    cursor.skipSpaces();
    if (cursor.code() === Char.Hash) break;
    cursor.nextContent();
    if (cursor.column <= indent) break;
    if (hasComment(cursor.text, last, cursor.at)) throw new Unusual();
    const lineStart = cursor.at;
    const lineEnd = plainEnd(cursor, lineStart, false);
    if (cursor.code() === Char.Colon || lineEnd === lineStart) throw new Unusual();
    last = lineEnd;
  }
  cursor.at = last;
  const raw = cursor.text.slice(start, last);
  return cursor.scalar(start, last, last === end ? raw : foldLines(raw), 'plain', props);
}

const hasComment = (text: string, from: number, to: number): boolean => {
  const hash = text.indexOf('#', from);
  return hash >= 0 && hash < to;
};

/** Reads a `|` or `>` scalar whose parent stands at column `indent`; the cursor ends after its last line. */
export function readBlockScalar(cursor: YamlCursor, indent: number, props: Props): ScalarNode {
  const { text, at: start } = cursor;
  const header = /[|>](?:([-+])([1-9])?|([1-9])([-+])?)?(?=[ \r\n]|$)/y;
  header.lastIndex = start;
  const match = header.exec(text);
  if (!match) throw new Unusual();
  const chomp = (match[1] ?? match[4] ?? '') as '-' | '+' | '';
  const given = match[2] ?? match[3];
  cursor.at = start + match[0].length;
  cursor.skipSpaces();
  if (!cursor.atLineEnd()) throw new Unusual();
  const newline = text.indexOf('\n', cursor.at);
  let at = newline < 0 ? text.length : newline + 1;
  let width = given === undefined ? -1 : Math.max(indent, 0) + Number(given);
  if (given !== undefined && indent < 0) throw new Unusual();
  const lines: string[] = [];
  let contentEnd = at;
  let contentLines = 0;
  let widestBlank = 0;
  while (at < text.length) {
    let content = at;
    while (text.charCodeAt(content) === Char.Space) content++;
    let lineEnd = text.indexOf('\n', content);
    if (lineEnd < 0) lineEnd = text.length;
    const bare = text.charCodeAt(lineEnd - 1) === Char.Return && lineEnd > content ? lineEnd - 1 : lineEnd;
    const column = content - at;
    const next = Math.min(lineEnd + 1, text.length);
    if (bare === content) {
      // A line of blanks: it belongs to the text only as far as it is wider than the indentation.
      if (width < 0) widestBlank = Math.max(widestBlank, column);
      lines.push(width >= 0 && column > width ? ' '.repeat(column - width) : '');
    } else {
      if (width < 0) {
        if (column <= indent) break;
        if (widestBlank > column) throw new Unusual();
        width = column;
      }
      if (column < width) break;
      if (text.charCodeAt(content) === Char.Tab && column === width) throw new Unusual();
      if (column === 0) throw new Unusual();
      lines.push(text.slice(at + width, bare));
      contentEnd = next;
      contentLines = lines.length;
    }
    at = next;
  }
  if (lines.slice(contentLines).some((line) => line !== '')) throw new Unusual();
  const breaksAtEnd = at >= text.length && !text.endsWith('\n');
  if (breaksAtEnd && lines.at(-1)?.trim() === '') throw new Unusual();
  const end = chomp === '+' ? at : contentEnd;
  if (chomp === '+' && breaksAtEnd) throw new Unusual();
  if (contentEnd === newline + 1 && lines.length > 0 && chomp !== '+') throw new Unusual();
  // On the line break, from where the next content is looked for.
  cursor.at = text.charCodeAt(at - 1) === Char.Newline ? at - 1 : at;
  const folded = text.charCodeAt(start) === Char.Greater;
  const value = blockText(lines, folded, chomp);
  // Without a line break at its end, the file's last line has none in the value either.
  const bare = breaksAtEnd && contentEnd === text.length && chomp === '' && value !== '';
  return cursor.scalar(start, end, bare ? value.slice(0, -1) : value, folded ? 'folded' : 'literal', props);
}
