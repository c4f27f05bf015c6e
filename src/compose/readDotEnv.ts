import type { Place } from './finding';

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

const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:([=:])[ \t]*)?/dmy;

/** Reads a `.env` file by compose's rules: comments, `export`, quotes (over lines too), escapes. Never throws. */
export function readDotEnv(text: string, file: string): DotEnvEntry[] {
  const entries: DotEnvEntry[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    line.lastIndex = at;
    const match = line.exec(text);
    const key = match?.[1];
    const [keyStart, keyEnd] = match?.indices?.[1] ?? [at, at];
    if (key === undefined || match === null) {
      at = afterLine(text, at);
      continue;
    }
    const keyPlace = { file, range: { start: keyStart, end: keyEnd } };
    const from = at + match[0].length;
    if (match[2] === undefined) {
      const bare = /^[ \t]*(?:#.*)?$/.test(text.slice(keyEnd, afterLine(text, keyEnd)).trimEnd());
      if (bare)
        entries.push({
          key,
          value: undefined,
          keyPlace,
          valuePlace: undefined,
          quote: undefined,
          interpolates: false,
        });
      at = afterLine(text, keyEnd);
      continue;
    }
    const { value, start, end, next, quote } = readValue(text, from);
    const valuePlace = { file, range: { start, end } };
    entries.push({ key, value, keyPlace, valuePlace, quote, interpolates: quote !== "'" });
    at = afterLine(text, next);
  }
  return entries;
}

function afterLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

interface ReadValue {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly quote: '"' | "'" | undefined;
}

function readValue(text: string, from: number): ReadValue {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, from + 1, quote);
    if (close !== undefined) {
      const raw = text.slice(from + 1, close);
      const value = quote === '"' ? unescape(raw) : raw;
      return { value, start: from + 1, end: close, next: close + 1, quote };
    }
  }
  const stop = afterLine(text, from);
  const raw = text.slice(from, stop);
  const value = raw.replace(/(?:^|[ \t])#[^]*$/, '').trimEnd();
  return { value, start: from, end: from + value.length, next: from, quote: undefined };
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
