import { interpolate } from '../interpolate';
import { readDotEnv, type DotEnvEntry } from '../readDotEnv';
import type { Variables } from './composeUnit';

/** Longer values are no settings: variables that repeat variables could fill the memory. */
const longest = 10_000;

/** A variable of an env file with the value that it has after all. */
export interface EnvVariable {
  readonly entry: DotEnvEntry;
  readonly value: string;
}

/**
 * The variables of env files, later files over earlier ones. A value may use the variables before it, and those
 * that `outer` knows, which win. A name without a value takes it from `outer`.
 */
export function readVariables(
  files: readonly { readonly text: string; readonly file: string }[],
  outer: Variables = () => undefined,
): ReadonlyMap<string, EnvVariable> {
  const known = new Map<string, EnvVariable>();
  for (const { text, file } of files) {
    const own = new Map<string, string>();
    const lookup: Variables = (name) => outer(name) ?? own.get(name) ?? known.get(name)?.value;
    for (const entry of readDotEnv(text, file)) {
      const value = entry.value === undefined ? lookup(entry.key) : valueOf(entry, lookup);
      if (value === undefined) continue;
      own.set(entry.key, value);
      known.set(entry.key, { entry, value });
    }
  }
  return known;
}

function valueOf({ value = '', interpolates }: DotEnvEntry, lookup: Variables): string {
  if (!interpolates || !value.includes('$')) return value;
  const { text } = interpolate(value, lookup);
  return text.length > longest ? value : text;
}
