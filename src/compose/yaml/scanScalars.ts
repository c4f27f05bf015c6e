import { unescapeDouble } from './foldScalars';
import { isFlowSign } from './readScalar';
import { isBlank, isBreak, YamlRefusal, type ScanCursor } from './scanCursor';
import { Char } from './yamlCursor';

/** A scalar's value, and where it ends in the text. */
export interface Scanned {
  readonly text: string;
  readonly end: number;
}

/** The blanks and line breaks between two words of a scalar. */
class Space {
  private blanks = '';
  private first = '';
  private further = '';
  broken = false;

  addBreak(text: string): void {
    if (!this.broken) {
      this.blanks = '';
      this.first = text;
      this.broken = true;
    } else this.further += text;
  }

  addBlanks(text: string): void {
    if (!this.broken) this.blanks += text;
  }

  /** A line that is continued at once: no break stands for it. */
  join(): void {
    this.broken = true;
  }

  /** One line break is a blank, each further one a line break. */
  folded(): string {
    if (!this.broken) return this.blanks;
    if (this.first !== '\n') return this.first + this.further;
    return this.further === '' ? ' ' : this.further;
  }
}

/** Takes blanks and line breaks; `onTab` hears of each tab behind a line break. */
function takeSpace(cursor: ScanCursor, space: Space, onTab?: () => void): void {
  for (;;) {
    const code = cursor.code();
    if (isBlank(code)) {
      if (code === Char.Tab && space.broken) onTab?.();
      if (!space.broken) space.addBlanks(cursor.text.charAt(cursor.at));
      cursor.at++;
    } else if (isBreak(code)) space.addBreak(cursor.readBreak());
    else return;
  }
}

/** A scalar without quotes, over as many lines as stand further in than the block around. */
export function scanPlainScalar(cursor: ScanCursor): Scanned {
  const { text: source, at: start } = cursor;
  const indent = cursor.indent + 1;
  let text = '';
  let end = start;
  let space = new Space();
  for (;;) {
    if (cursor.isDocumentMarker() || cursor.code() === Char.Hash) break;
    const from = cursor.at;
    while (!cursor.isGap() && !endsPlain(cursor)) cursor.at++;
    if (cursor.at > from) {
      text += space.folded() + source.slice(from, cursor.at);
      end = cursor.at;
      space = new Space();
    }
    if (!cursor.isGap() || cursor.atEnd()) break;
    takeSpace(cursor, space, () => {
      if (cursor.column < indent)
        throw new YamlRefusal('found a tab character that violates indentation', cursor.at);
    });
    if (cursor.flow === 0 && cursor.column < indent) break;
  }
  if (space.broken) cursor.keyAllowed = true;
  return { text, end };
}

function endsPlain(cursor: ScanCursor): boolean {
  const code = cursor.code();
  if (code === Char.Colon) return cursor.isGap(1);
  return cursor.flow > 0 && (code === Char.Question || isFlowSign(code));
}

/** A scalar between quotes. Its lines may stand at any column. */
export function scanQuotedScalar(cursor: ScanCursor): Scanned {
  const { text: source, at: start } = cursor;
  const quote = cursor.code();
  const double = quote === Char.Quote;
  cursor.at++;
  let text = '';
  for (;;) {
    if (cursor.isDocumentMarker()) throw new YamlRefusal('found unexpected document indicator', start);
    if (cursor.atEnd()) throw new YamlRefusal('found unexpected end of stream', start);
    const space = new Space();
    const from = cursor.at;
    while (!cursor.isGap()) {
      const code = cursor.code();
      if (code === quote) {
        if (double || cursor.code(1) !== quote) break;
        cursor.at += 2;
      } else if (double && code === backslash) {
        if (isBreak(cursor.code(1))) break;
        cursor.at += 2;
      } else cursor.at++;
    }
    const raw = source.slice(from, Math.min(cursor.at, source.length));
    text += double ? unescaped(raw, start) : raw.replaceAll("''", "'");
    if (cursor.code() === quote) break;
    if (cursor.code() === backslash) {
      cursor.at++;
      cursor.readBreak();
      space.join();
    }
    takeSpace(cursor, space);
    text += space.folded();
  }
  cursor.at++;
  return { text, end: cursor.at };
}

const backslash = 92;

function unescaped(raw: string, start: number): string {
  const value = raw.includes('\\') ? unescapeDouble(raw) : raw;
  if (value !== undefined) return value;
  const half = /\\(?:u|U0000)d[89a-f]/i.test(raw);
  throw new YamlRefusal(
    half ? 'found invalid Unicode character escape code' : 'found unknown escape character',
    start,
  );
}

/** A `|` or `>` scalar. */
export function scanBlockScalar(cursor: ScanCursor): Scanned {
  const { text: source, at: start } = cursor;
  const header = /[|>](?:[-+]\d?|\d[-+]?)?/y;
  header.lastIndex = start;
  const sign = header.exec(source)?.[0] ?? '';
  const literal = sign.startsWith('|');
  const keep = sign.includes('+');
  const strip = sign.includes('-');
  const given = /\d/.exec(sign)?.[0];
  if (given === '0') throw new YamlRefusal('found an indentation indicator equal to 0', start);
  cursor.at += sign.length;
  while (isBlank(cursor.code())) cursor.at++;
  if (cursor.code() === Char.Hash) cursor.skipToBreak();
  if (!cursor.atBreakOrEnd()) throw new YamlRefusal('did not find expected comment or line break', start);
  if (!cursor.atEnd()) cursor.readBreak();

  let indent = given === undefined ? 0 : Math.max(cursor.indent, 0) + Number(given);
  let end = cursor.at;
  let text = '';
  let lineBreak = '';
  const leading = takeIndent(cursor, indent);
  indent = leading.indent;
  let { breaks } = leading;
  let indentedBefore = false;
  while (cursor.column === indent && !cursor.atEnd()) {
    const indented = isBlank(cursor.code());
    if (!literal && !indentedBefore && !indented && lineBreak === '\n') text += breaks === '' ? ' ' : '';
    else text += lineBreak;
    text += breaks;
    indentedBefore = indented;
    const from = cursor.at;
    cursor.skipToBreak();
    text += source.slice(from, cursor.at);
    lineBreak = cursor.atEnd() ? '' : cursor.readBreak();
    end = cursor.at;
    ({ breaks } = takeIndent(cursor, indent));
  }
  if (!strip) text += lineBreak;
  if (keep) {
    text += breaks;
    end = Math.max(end, cursor.at - cursor.column);
  }
  return { text, end };
}

/** Takes empty lines and indentation; works out how wide that is, where nobody knows yet (0). */
function takeIndent(cursor: ScanCursor, given: number): { indent: number; breaks: string } {
  let breaks = '';
  let widest = 0;
  for (;;) {
    while ((given === 0 || cursor.column < given) && cursor.code() === Char.Space) cursor.at++;
    widest = Math.max(widest, cursor.column);
    if ((given === 0 || cursor.column < given) && cursor.code() === Char.Tab)
      throw new YamlRefusal('found a tab character where an indentation space is expected', cursor.at);
    if (!isBreak(cursor.code())) break;
    breaks += cursor.readBreak();
  }
  return { indent: given > 0 ? given : Math.max(widest, cursor.indent + 1, 1), breaks };
}
