import type { ScalarNode, ScalarStyle, SourceText } from '../yamlNodes';

/** Thrown inside the quick reader at anything unusual: `composeYaml` then reads the whole text. */
export class Unusual extends Error {}

/** No file that anybody wrote nests this deep; the readers and walkers may recurse as far. */
export const maxDepth = 500;

/** Thrown where nesting goes so deep that nobody wrote it. */
export class TooDeep extends Error {
  constructor(readonly at: number) {
    super('too deep');
  }
}

/** The characters that mean something in YAML. */
export const Char = {
  Tab: 9,
  Newline: 10,
  Return: 13,
  Space: 32,
  Bang: 33,
  Quote: 34,
  Hash: 35,
  Percent: 37,
  Ampersand: 38,
  Apostrophe: 39,
  Star: 42,
  Comma: 44,
  Dash: 45,
  Dot: 46,
  Colon: 58,
  Greater: 62,
  Question: 63,
  At: 64,
  OpenBracket: 91,
  CloseBracket: 93,
  Backtick: 96,
  OpenBrace: 123,
  Pipe: 124,
  CloseBrace: 125,
} as const;
export type Char = (typeof Char)[keyof typeof Char];

/** A place in a text, and the small steps that every part of the reader takes. */
export class YamlCursor {
  at = 0;
  /** The column of the content under the cursor when it is the first of its line; -1 at a document's end. */
  column = 0;
  /** Whether `nextContent` last came over a line that is only a comment. */
  commented = false;
  readonly text: string;

  constructor(readonly source: SourceText) {
    this.text = source.text;
  }

  code(at: number = this.at): number {
    return at < this.text.length ? this.text.charCodeAt(at) : Char.Newline;
  }

  /** True where a token may end: a blank, a line break or the end of the text. */
  isGap(at: number): boolean {
    const code = this.code(at);
    return code === Char.Space || code === Char.Newline || code === Char.Return || code === Char.Tab;
  }

  skipSpaces(): void {
    while (this.code() === Char.Space) this.at++;
    if (this.at < this.text.length && this.code() === Char.Tab) throw new Unusual();
  }

  /** True at the end of a line, before which only a comment may stand. */
  atLineEnd(): boolean {
    const code = this.code();
    if (code === Char.Newline) return true;
    if (code === Char.Hash) {
      if (this.at > 0 && !this.isGap(this.at - 1)) throw new Unusual();
      return true;
    }
    if (code !== Char.Return) return false;
    if (this.code(this.at + 1) !== Char.Newline) throw new Unusual();
    return true;
  }

  /** From the end of a token to the next line that has content; sets `column`. */
  nextContent(): void {
    this.skipSpaces();
    if (!this.atLineEnd()) throw new Unusual();
    const { text } = this;
    this.commented = false;
    let newline = text.indexOf('\n', this.at);
    for (;;) {
      if (newline < 0) {
        this.at = text.length;
        this.column = -1;
        return;
      }
      const start = newline + 1;
      let at = start;
      while (text.charCodeAt(at) === Char.Space) at++;
      const code = this.code(at);
      if (code === Char.Tab) throw new Unusual();
      if (at >= text.length || code === Char.Newline || code === Char.Hash || code === Char.Return) {
        if (code === Char.Return && this.code(at + 1) !== Char.Newline) throw new Unusual();
        if (code === Char.Hash) this.commented = true;
        newline = text.indexOf('\n', at);
        continue;
      }
      this.at = at;
      this.column = at - start;
      if (this.column === 0 && this.isMarker(at)) this.column = -1;
      return;
    }
  }

  /** `---` or `...` at the beginning of a line. */
  isMarker(at: number): boolean {
    const code = this.code(at);
    return (
      (code === Char.Dash || code === Char.Dot) &&
      this.code(at + 1) === code &&
      this.code(at + 2) === code &&
      this.isGap(at + 3)
    );
  }

  /** Whether a one-character sign (`-`, `:`, `?`) stands alone, so that it means structure. */
  isSign(at: number, sign: Char): boolean {
    return this.code(at) === sign && this.isGap(at + 1);
  }

  scalar(start: number, end: number, text: string, style: ScalarStyle, props: Props): ScalarNode {
    return {
      type: 'scalar',
      source: this.source,
      start,
      end,
      tag: props.tag,
      anchor: props.anchor,
      text,
      style,
    };
  }
}

/** What may stand before a value. */
export interface Props {
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

export const noProps: Props = { tag: undefined, anchor: undefined };
