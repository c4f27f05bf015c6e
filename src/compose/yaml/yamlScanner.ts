import type { ScalarStyle } from '../yamlNodes';
import { scanBlockScalar, scanPlainScalar, scanQuotedScalar } from './scanScalars';
import { PossibleKeys } from './possibleKeys';
import { isAnchorEnd, isBlank, isBreak, ScanCursor, YamlRefusal } from './scanCursor';
import { scanDirective } from './scanDirective';
import { scanTag, scanWord } from './scanTag';
import { Char } from './yamlCursor';

export type TokenKind =
  | 'end of file'
  | 'version'
  | 'tag handle'
  | '---'
  | '...'
  | 'block list'
  | 'block map'
  | 'block end'
  | '['
  | ']'
  | '{'
  | '}'
  | '-'
  | ','
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The value of a scalar, the name of an anchor or alias, a tag's handle, a directive's argument. */
  readonly text: string;
  /** What follows a tag's handle. */
  readonly suffix: string;
  readonly style: ScalarStyle;
}

/**
 * Cuts a text into tokens as the YAML reader of Compose does (go-yaml, after libyaml): where that one gives up, this
 * one throws `YamlRefusal`. The order of the checks is that reader's, for it decides about what is taken.
 */
export class YamlScanner {
  private readonly cursor: ScanCursor;
  private readonly tokens: Token[] = [];
  private head = 0;
  private taken = 0;
  private ended = false;
  private readonly indents: number[] = [];
  private readonly keys: PossibleKeys;

  constructor(text: string) {
    this.cursor = new ScanCursor(text);
    this.keys = new PossibleKeys(this.cursor);
  }

  /** The next token, which stays the next one. */
  peek(): Token {
    while (this.needsMore()) this.fetch();
    const token = this.tokens[this.head];
    if (!token) throw new Error('Nothing is asked for after the end of the file');
    return token;
  }

  take(): Token {
    const token = this.peek();
    this.head++;
    this.taken++;
    if (this.head > 1000) this.tokens.splice(0, this.head - (this.head = 0));
    return token;
  }

  private needsMore(): boolean {
    if (this.ended) return false;
    if (this.head === this.tokens.length) return true;
    return this.keys.mayBecome(this.taken);
  }

  private fetch(): void {
    const { cursor } = this;
    this.toNextToken();
    this.unroll(cursor.column);
    const code = cursor.code();
    if (cursor.atEnd()) {
      this.unroll(-1);
      this.keys.remove();
      cursor.keyAllowed = false;
      this.push('end of file', cursor.at, cursor.at);
      this.ended = true;
    } else if (cursor.column === 0 && code === Char.Percent) this.directive();
    else if (cursor.isDocumentMarker()) this.marker(code === Char.Dash ? '---' : '...');
    else if (code === Char.OpenBracket || code === Char.OpenBrace) this.open(code);
    else if (code === Char.CloseBracket || code === Char.CloseBrace) this.close(code);
    else if (code === Char.Comma) {
      this.keys.remove();
      cursor.keyAllowed = true;
      this.sign(',');
    } else if (code === Char.Dash && cursor.isGap(1)) this.dash();
    else if (code === Char.Question && (cursor.flow > 0 || cursor.isGap(1))) this.explicitKey();
    else if (code === Char.Colon && (cursor.flow > 0 || cursor.isGap(1))) this.value();
    else if (code === Char.Star || code === Char.Ampersand)
      this.anchor(code === Char.Star ? 'alias' : 'anchor');
    else if (code === Char.Bang) this.tag();
    else if ((code === Char.Pipe || code === Char.Greater) && cursor.flow === 0) {
      this.keys.remove();
      cursor.keyAllowed = true;
      this.scalar(code === Char.Pipe ? 'literal' : 'folded', scanBlockScalar);
    } else if (code === Char.Quote || code === Char.Apostrophe) {
      this.beginKey();
      this.scalar(code === Char.Quote ? 'double' : 'single', scanQuotedScalar);
    } else if (this.startsPlain(code)) {
      this.beginKey();
      this.scalar('plain', scanPlainScalar);
    } else throw new YamlRefusal('found character that cannot start any token', cursor.at);
  }

  private toNextToken(): void {
    const { cursor } = this;
    for (;;) {
      if (cursor.column === 0 && cursor.code() === 0xfeff) cursor.at++;
      while (
        cursor.code() === Char.Space ||
        (cursor.code() === Char.Tab && (cursor.flow > 0 || !cursor.keyAllowed))
      )
        cursor.at++;
      if (cursor.code() === Char.Hash) cursor.skipToBreak();
      if (!isBreak(cursor.code())) return;
      cursor.readBreak();
      if (cursor.flow === 0) cursor.keyAllowed = true;
    }
  }

  private startsPlain(code: number): boolean {
    const { cursor } = this;
    if (code === Char.Dash) return !isBlank(cursor.code(1));
    if (code === Char.Question || code === Char.Colon) return cursor.flow === 0 && !cursor.isGap(1);
    return !isBlank(code) && !isIndicator(code);
  }

  private push(kind: TokenKind, start: number, end: number, more?: Partial<Token>): void {
    this.tokens.push({ kind, start, end, text: '', suffix: '', style: 'plain', ...more });
  }

  private insert(kind: TokenKind, at: number, number: number): void {
    const token: Token = { kind, start: at, end: at, text: '', suffix: '', style: 'plain' };
    if (number < 0) this.tokens.push(token);
    else this.tokens.splice(this.head + number - this.taken, 0, token);
  }

  /** One character that is a token of its own. */
  private sign(kind: TokenKind): void {
    const start = this.cursor.at++;
    this.push(kind, start, start + 1);
  }

  /** What begins here may be a key. */
  private beginKey(): void {
    const { cursor } = this;
    if (cursor.keyAllowed) this.keys.begin(this.taken + this.tokens.length - this.head);
    cursor.keyAllowed = false;
  }

  private roll(column: number, number: number, kind: TokenKind, at: number): void {
    const { cursor } = this;
    if (cursor.flow > 0 || cursor.indent >= column) return;
    this.indents.push(cursor.indent);
    cursor.indent = column;
    this.insert(kind, at, number);
  }

  private unroll(column: number): void {
    const { cursor } = this;
    if (cursor.flow > 0) return;
    while (cursor.indent > column) {
      this.push('block end', cursor.at, cursor.at);
      cursor.indent = this.indents.pop() ?? -1;
    }
  }

  private marker(kind: '---' | '...'): void {
    const { cursor } = this;
    this.unroll(-1);
    this.keys.remove();
    cursor.keyAllowed = false;
    this.push(kind, cursor.at, cursor.at + 3);
    cursor.at += 3;
  }

  private open(code: number): void {
    this.beginKey();
    this.keys.openBracket();
    this.cursor.flow++;
    this.cursor.keyAllowed = true;
    this.sign(code === Char.OpenBracket ? '[' : '{');
  }

  private close(code: number): void {
    const { cursor } = this;
    this.keys.remove();
    if (cursor.flow > 0) {
      cursor.flow--;
      this.keys.closeBracket();
    }
    cursor.keyAllowed = false;
    this.sign(code === Char.CloseBracket ? ']' : '}');
  }

  private dash(): void {
    const { cursor } = this;
    if (cursor.flow === 0) {
      if (!cursor.keyAllowed)
        throw new YamlRefusal('block sequence entries are not allowed in this context', cursor.at);
      this.roll(cursor.column, -1, 'block list', cursor.at);
    }
    this.keys.remove();
    cursor.keyAllowed = true;
    this.sign('-');
  }

  private explicitKey(): void {
    const { cursor } = this;
    if (cursor.flow === 0) {
      if (!cursor.keyAllowed)
        throw new YamlRefusal('mapping keys are not allowed in this context', cursor.at);
      this.roll(cursor.column, -1, 'block map', cursor.at);
    }
    this.keys.remove();
    cursor.keyAllowed = cursor.flow === 0;
    this.sign('key');
  }

  private value(): void {
    const { cursor } = this;
    const key = this.keys.take();
    if (key) {
      this.insert('key', key.at, key.number);
      this.roll(key.column, key.number, 'block map', key.at);
      cursor.keyAllowed = false;
    } else {
      if (cursor.flow === 0) {
        if (!cursor.keyAllowed)
          throw new YamlRefusal('mapping values are not allowed in this context', cursor.at);
        this.roll(cursor.column, -1, 'block map', cursor.at);
      }
      cursor.keyAllowed = cursor.flow === 0;
    }
    this.sign('value');
  }

  private anchor(kind: 'alias' | 'anchor'): void {
    const { cursor } = this;
    this.beginKey();
    const start = cursor.at++;
    const text = scanWord(cursor);
    if (text === '' || !(cursor.isGap() || isAnchorEnd(cursor.code())))
      throw new YamlRefusal('did not find expected alphabetic or numeric character', start);
    this.push(kind, start, cursor.at, { text });
  }

  private tag(): void {
    this.beginKey();
    const start = this.cursor.at;
    const named = scanTag(this.cursor);
    this.push('tag', start, this.cursor.at, named);
  }

  private directive(): void {
    const { cursor } = this;
    this.unroll(-1);
    this.keys.remove();
    cursor.keyAllowed = false;
    const start = cursor.at;
    const { kind, end, ...what } = scanDirective(cursor);
    this.push(kind, start, end, what);
  }

  private scalar(style: ScalarStyle, scan: (cursor: ScanCursor) => { text: string; end: number }): void {
    const start = this.cursor.at;
    const { text, end } = scan(this.cursor);
    this.push('scalar', start, end, { text, style });
  }
}

/** What means something where a token begins. */
function isIndicator(code: number): boolean {
  switch (code) {
    case Char.Comma:
    case Char.OpenBracket:
    case Char.CloseBracket:
    case Char.OpenBrace:
    case Char.CloseBrace:
    case Char.Hash:
    case Char.Ampersand:
    case Char.Star:
    case Char.Bang:
    case Char.Pipe:
    case Char.Greater:
    case Char.Percent:
    case Char.At:
    case Char.Backtick:
      return true;
    default:
      return false;
  }
}
