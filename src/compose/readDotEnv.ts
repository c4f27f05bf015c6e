import { msg, type Message } from '../message';
import type { Place } from './finding';
import { parseInterpolation, type Interpolation } from './parseInterpolation';

/** One line of a `.env` or `env_file`. */
export interface DotEnvEntry {
  readonly key: string;
  /** Quotes and escapes undone; variables are not put in (see `interpolates`). Undefined for a bare `KEY`. */
  readonly value: string | undefined;
  readonly keyPlace: Place;
  /** The value without its quotes. */
  readonly valuePlace: Place | undefined;
  readonly quote: '"' | "'" | undefined;
  /** False between single quotes: there `$` is a letter like any other. */
  readonly interpolates: boolean;
}

/** What Compose cannot read in such a file. It refuses the project for the first one. */
export interface DotEnvProblem {
  readonly place: Place;
  readonly message: Message;
}

export interface DotEnv {
  readonly entries: readonly DotEnvEntry[];
  readonly problems: readonly DotEnvProblem[];
}

/** Reads a `.env` file as Compose does: what it cannot read is left out. Never throws. */
export const readDotEnv = (text: string, file: string): readonly DotEnvEntry[] =>
  parseDotEnv(text, file).entries;

/**
 * Reads a `.env` file as Compose 2.40 does (its package `dotenv`): comments, `export`, `KEY=value` and `KEY: value`,
 * quotes (over lines too), escapes; behind a closing quote the next entry may begin. After what Compose cannot read, it
 * goes on with the next line. Never throws.
 */
export function parseDotEnv(text: string, file: string): DotEnv {
  return new DotEnvReader(text, file).read();
}

/** Blanks that are no line breaks. */
const blanks = /[ \t\v\f\r\u0085\u00A0]*/y;
const blanksAndBreaks = /\s*/y;
const exported = /export\s+/y;
const keyCharacters = /[\p{L}\p{N}_.\-[\] \t\v\f\r\u0085\u00A0]*/uy;

class DotEnvReader {
  private readonly entries: DotEnvEntry[] = [];
  private readonly problems: DotEnvProblem[] = [];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {
    if (text.startsWith('\uFEFF')) this.at = 1;
  }

  read(): DotEnv {
    for (;;) {
      this.skip(blanksAndBreaks);
      if (this.at >= this.text.length) return { entries: this.entries, problems: this.problems };
      if (this.text[this.at] === '#') this.skipLine();
      else this.entry();
    }
  }

  private entry(): void {
    this.skip(exported);
    this.skip(blanks);
    const start = this.at;
    this.skip(keyCharacters);
    const key = this.text.slice(start, this.at).trimEnd();
    const end = start + key.length;
    const sign = this.text[this.at];
    if (sign !== undefined && sign !== '=' && sign !== ':' && sign !== '\n') {
      const character = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
      this.refuse(
        this.at,
        this.at + character.length,
        msg('`{0}` may stand in no name of a variable: Compose refuses the file.', character),
      );
      this.skipLine();
    } else if (key.includes(' ')) {
      this.refuse(
        start,
        end,
        msg('The name of a variable holds no space, `{0}` does: Compose refuses the file.', key),
      );
      this.skipLine();
    } else if (sign === '=' || sign === ':') {
      this.at++;
      this.value(key, { file: this.file, range: { start, end } });
    } else if (key !== '' && sign === '\n')
      this.entries.push({
        key,
        value: undefined,
        keyPlace: { file: this.file, range: { start, end } },
        valuePlace: undefined,
        quote: undefined,
        interpolates: false,
      });
  }

  private value(key: string, keyPlace: Place): void {
    this.skip(blanks);
    const { text, file } = this;
    const first = text[this.at];
    const quote = first === '"' || first === "'" ? first : undefined;
    const close = quote && closingQuote(text, this.at + 1, quote);
    let start = this.at;
    let end: number;
    let value: string;
    if (quote && close !== undefined) {
      start++;
      end = close;
      value =
        quote === '"' ? unescape(text.slice(start, end)) : text.slice(start, end).replaceAll("\\'", "'");
      this.at = close + 1;
    } else {
      const newline = text.indexOf('\n', start);
      const line = text.slice(start, newline < 0 ? text.length : newline);
      value = line.replace(/ #[^]*$/, '').trimEnd();
      end = start + value.length;
      if (quote)
        this.refuse(
          start,
          end,
          msg('This quote is opened and never closed: Compose refuses the file. Close it with {0}.', quote),
        );
      this.skipLine();
    }
    const interpolates = quote !== "'";
    const place = { file, range: { start, end } };
    if (interpolates && value.includes('${') && hasBadVariable(parseInterpolation(value), value))
      this.refuse(
        start,
        end,
        msg('Compose cannot read the variable in this value, and refuses the file. Write `${NAME}`.'),
      );
    if (key === '') return;
    const quoted = close === undefined ? undefined : quote;
    this.entries.push({
      key,
      value,
      keyPlace,
      valuePlace: place,
      quote: quoted,
      interpolates: quoted !== "'",
    });
  }

  private refuse(start: number, end: number, message: Message): void {
    this.problems.push({ place: { file: this.file, range: { start, end } }, message });
  }

  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    if (pattern.test(this.text)) this.at = pattern.lastIndex;
  }

  private skipLine(): void {
    const newline = this.text.indexOf('\n', this.at);
    this.at = newline < 0 ? this.text.length : newline + 1;
  }
}

/** Whether a `${` is no variable; a `$` alone stays a `$`. */
function hasBadVariable({ segments }: Interpolation, text: string): boolean {
  return segments.some((segment) =>
    segment.kind === 'invalid'
      ? text.startsWith('${', segment.start)
      : segment.kind === 'variable' && segment.word !== undefined && hasBadVariable(segment.word, text),
  );
}

function closingQuote(text: string, from: number, quote: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const unescape = (raw: string): string =>
  raw.replace(/\\([^])/g, (whole, char: string) =>
    char === '$' ? whole : (escapes[char] ?? (/["'\\]/.test(char) ? char : whole)),
  );
