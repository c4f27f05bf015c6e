/** `${NAME:-word}` and its relatives. Without the colon an empty value counts as set. */
export type InterpolationOperator = ':-' | '-' | ':?' | '?' | ':+' | '+';

/** Words between variables; `$$` is already one `$` in `text`. Offsets count in the interpolated text. */
export interface TextSegment {
  readonly kind: 'text';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface VariableSegment {
  readonly kind: 'variable';
  readonly name: string;
  /** The whole `$NAME` or `${…}`. */
  readonly start: number;
  readonly end: number;
  readonly operator: InterpolationOperator | undefined;
  /** What stands after the operator (a default, an alternative or an error text); may hold variables itself. */
  readonly word: Interpolation | undefined;
}

/** A `$` that compose refuses: neither `$NAME`, `${NAME…}` nor `$$`. */
export interface InvalidSegment {
  readonly kind: 'invalid';
  readonly start: number;
  readonly end: number;
}

export type InterpolationSegment = TextSegment | VariableSegment | InvalidSegment;

export interface Interpolation {
  readonly start: number;
  readonly end: number;
  readonly segments: readonly InterpolationSegment[];
}

/** Nesting beyond this is no file that anybody wrote; it is read as invalid. */
const maxNesting = 100;
const nameAt = /[A-Za-z_][A-Za-z0-9_]*/y;
const operatorAt = /:?[-?+]/y;

/** Splits a text into words and variables by compose's rules. Never throws. */
export function parseInterpolation(text: string): Interpolation {
  if (!text.includes('$')) {
    const segment: TextSegment = { kind: 'text', text, start: 0, end: text.length };
    return { start: 0, end: text.length, segments: text === '' ? [] : [segment] };
  }
  return new Reader(text).read(0, false);
}

/** Every variable of an interpolation, those in defaults included, in the order of the text. */
export function variablesOf(interpolation: Interpolation): VariableSegment[] {
  return interpolation.segments.flatMap((segment) =>
    segment.kind === 'variable' ? [segment, ...(segment.word ? variablesOf(segment.word) : [])] : [],
  );
}

class Reader {
  private at = 0;
  private nesting = 0;

  constructor(private readonly text: string) {}

  /** Reads to the end, or inside braces to the `}` that closes them. */
  read(start: number, inBraces: boolean): Interpolation {
    const segments: InterpolationSegment[] = [];
    this.at = start;
    let words = '';
    let wordsStart = start;
    const endWords = (): void => {
      if (this.at > wordsStart && words !== '')
        segments.push({ kind: 'text', text: words, start: wordsStart, end: this.at });
      words = '';
    };
    while (this.at < this.text.length) {
      const char = this.text.charAt(this.at);
      if (inBraces && char === '}') break;
      if (char !== '$') {
        words += char;
        this.at++;
      } else if (this.text[this.at + 1] === '$') {
        words += '$';
        this.at += 2;
      } else {
        endWords();
        segments.push(this.variable());
        wordsStart = this.at;
      }
    }
    endWords();
    return { start, end: this.at, segments };
  }

  private variable(): VariableSegment | InvalidSegment {
    const start = this.at;
    const braced = this.text[start + 1] === '{';
    const name = this.match(nameAt, start + (braced ? 2 : 1));
    if (name === undefined) return this.invalid(start, start + (braced ? 2 : 1));
    this.at = start + (braced ? 2 : 1) + name.length;
    if (!braced) return { kind: 'variable', name, start, end: this.at, operator: undefined, word: undefined };
    if (this.text[this.at] === '}') {
      this.at++;
      return { kind: 'variable', name, start, end: this.at, operator: undefined, word: undefined };
    }
    const operator = this.match(operatorAt, this.at) as InterpolationOperator | undefined;
    if (operator === undefined || this.nesting >= maxNesting) return this.invalid(start, this.at + 1);
    this.nesting++;
    const word = this.read(this.at + operator.length, true);
    this.nesting--;
    if (this.at >= this.text.length) return this.invalid(start, this.at);
    this.at++;
    return { kind: 'variable', name, start, end: this.at, operator, word };
  }

  private match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }

  private invalid(start: number, end: number): InvalidSegment {
    this.at = Math.min(end, this.text.length);
    return { kind: 'invalid', start, end: this.at };
  }
}
