import type { Place } from '../finding';
import { parseInterpolation, type VariableSegment } from '../parseInterpolation';
import type { DotEnvEntry } from '../readDotEnv';
import type { Variables } from '../project/composeUnit';
import type { ScalarNode } from '../yamlNodes';
import type { Span } from './credentialUrl';
import type { CredentialOrigin } from './credentialSite';

/** A text that may hold a secret, and how its parts are found again in the file. */
export interface Holder {
  readonly text: string;
  readonly origin: Extract<CredentialOrigin, 'literal' | 'dotenv' | 'env-file' | 'secret-file'>;
  readonly interpolates: boolean;
  readonly node: ScalarNode | undefined;
  /** What counts where it is written. */
  readonly variables: Variables;
  place(from: number, to: number): Place;
}

/** Where the words of a secret are written, once variables are followed. */
export interface WrittenSecret {
  readonly value: string;
  readonly origin: CredentialOrigin;
  readonly place: Place;
  readonly node: ScalarNode | undefined;
  readonly variable: string | undefined;
  readonly variablePlace: Place | undefined;
}

const deepest = 8;

/** A `.env` or `env_file` value as a holder. Undefined where its places cannot be told (escapes, no value). */
export function dotEnvHolder(
  entry: DotEnvEntry,
  origin: 'dotenv' | 'env-file',
  variables: Variables,
): Holder | undefined {
  const { value, valuePlace } = entry;
  if (value === undefined || valuePlace === undefined) return undefined;
  if (valuePlace.range.end - valuePlace.range.start !== value.length) return undefined;
  return {
    text: value,
    origin,
    interpolates: entry.interpolates,
    node: undefined,
    variables,
    place: (from, to) => ({
      file: valuePlace.file,
      range: { start: valuePlace.range.start + from, end: valuePlace.range.start + to },
    }),
  };
}

/** Follows a part of a holder to where its words are written. Undefined where it is mixed, empty or unknown. */
export function writtenSecret(holder: Holder, { start, end }: Span, depth = 0): WrittenSecret | undefined {
  if (end <= start || depth > deepest) return undefined;
  const raw = holder.text.slice(start, end);
  if (!holder.interpolates || !raw.includes('$')) return literal(holder, start, end, raw);
  const segments = parseInterpolation(raw).segments;
  const [first] = segments;
  if (segments.length !== 1 || !first || first.kind === 'invalid') return undefined;
  if (first.kind === 'text') return literal(holder, start, end, first.text);
  return throughVariable(holder, start, first, depth);
}

function literal(holder: Holder, start: number, end: number, value: string): WrittenSecret {
  const place = holder.place(start, end);
  const { origin, node } = holder;
  return { value, origin, place, node, variable: undefined, variablePlace: undefined };
}

function throughVariable(
  holder: Holder,
  offset: number,
  segment: VariableSegment,
  depth: number,
): WrittenSecret | undefined {
  const { name, operator, word } = segment;
  const whole = {
    variable: name,
    variablePlace: holder.place(offset + segment.start, offset + segment.end),
  };
  const entry = holder.variables.entry?.(name);
  const set = entry?.value !== undefined && (entry.value !== '' || operator?.startsWith(':') !== true);
  if (operator?.endsWith('+')) return undefined;
  if (set) {
    const inFile = dotEnvHolder(entry, 'dotenv', holder.variables);
    const found = inFile && writtenSecret(inFile, { start: 0, end: inFile.text.length }, depth + 1);
    return found && { ...found, variable: found.variable ?? name, variablePlace: whole.variablePlace };
  }
  if (!operator?.endsWith('-') || !word) return undefined;
  const inner = writtenSecret(holder, { start: offset + word.start, end: offset + word.end }, depth + 1);
  if (!inner) return undefined;
  return inner.variable === undefined
    ? { ...inner, ...whole, origin: holder.origin === 'literal' ? 'default' : holder.origin }
    : inner;
}

/** The same text with every variable covered by letters, so that what is in it cannot be taken for a separator. */
export function maskVariables(holder: Holder): string {
  if (!holder.interpolates || !holder.text.includes('$')) return holder.text;
  let masked = '';
  for (const segment of parseInterpolation(holder.text).segments)
    masked +=
      segment.kind === 'text'
        ? holder.text.slice(segment.start, segment.end)
        : 'v'.repeat(segment.end - segment.start);
  return masked;
}
