import { Char } from './yamlCursor';

/** Thrown where Compose's YAML reader gives up; `reason` is what it says then. */
export class YamlRefusal extends Error {
  constructor(
    readonly reason: string,
    readonly at: number,
  ) {
    super(reason);
  }
}

const nextLine = 0x85;
const lineSeparator = 0x2028;
const paragraphSeparator = 0x2029;
/** What `code` gives at the end of the text. */
const end = -1;

export const isBlank = (code: number): boolean => code === Char.Space || code === Char.Tab;

/** YAML 1.1, which Compose reads, knows more line breaks than YAML 1.2. */
export const isBreak = (code: number): boolean =>
  code === Char.Newline ||
  code === Char.Return ||
  code === nextLine ||
  code === lineSeparator ||
  code === paragraphSeparator;

/** A letter, a digit, `_` or `-`: what names of anchors and directives are made of. */
export const isWordCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 95 ||
  code === Char.Dash;

/** The characters but blanks that may follow the name of an anchor. */
export const isAnchorEnd = (code: number): boolean =>
  code === Char.Question ||
  code === Char.Colon ||
  code === Char.Comma ||
  code === Char.CloseBracket ||
  code === Char.CloseBrace ||
  code === Char.Percent ||
  code === Char.At ||
  code === Char.Backtick;

/** A place in a text, with what decides there about the meaning of a character. */
export class ScanCursor {
  at = 0;
  /** How many line breaks lie before. */
  line = 0;
  /** The column of the innermost block; -1 outside of all. */
  indent = -1;
  /** In how many `[` and `{`. */
  flow = 0;
  /** Whether a key may begin here. */
  keyAllowed = true;
  private lineStart = 0;

  constructor(readonly text: string) {
    if (text.startsWith('\uFEFF')) this.at = this.lineStart = 1;
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  /** The character `further` on; -1 after the end. */
  code(further = 0): number {
    const at = this.at + further;
    return at < this.text.length ? this.text.charCodeAt(at) : end;
  }

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  atBreakOrEnd(): boolean {
    const code = this.code();
    return code === end || isBreak(code);
  }

  /** Whether a blank, a line break or the end of the text stands `further` on. */
  isGap(further = 0): boolean {
    const code = this.code(further);
    return code === end || isBlank(code) || isBreak(code);
  }

  /** Takes a line break: what it is in a value. */
  readBreak(): string {
    const code = this.code();
    this.at += code === Char.Return && this.code(1) === Char.Newline ? 2 : 1;
    this.line++;
    this.lineStart = this.at;
    return code === lineSeparator || code === paragraphSeparator ? String.fromCharCode(code) : '\n';
  }

  skipToBreak(): void {
    while (!this.atBreakOrEnd()) this.at++;
  }

  /** `---` or `...` at the beginning of a line. */
  isDocumentMarker(): boolean {
    const code = this.code();
    return (
      (code === Char.Dash || code === Char.Dot) &&
      this.column === 0 &&
      this.code(1) === code &&
      this.code(2) === code &&
      this.isGap(3)
    );
  }
}
