import { interpolate } from './interpolate';

/** Whether a text holds a variable that Compose would replace (`$NAME`, `${…}`); `$$` is a plain dollar. */
export function hasVariable(text: string): boolean {
  return /\$[A-Za-z_{]/.test(text.replaceAll('$$', ''));
}

const nothingSet = (): undefined => undefined;

/**
 * A text as it reads with the variables that `lookup` knows, by default none: `${X:-80}` and `${X-80}` are then
 * their defaults. Undefined where a variable without a default makes the text unknown: what is unknown is never
 * a fault.
 */
export function withDefaults(
  text: string,
  lookup: (name: string) => string | undefined = nothingSet,
): string | undefined {
  if (!text.includes('$')) return text;
  const { text: result, unset, required } = interpolate(text, lookup);
  return unset.length > 0 || required.length > 0 ? undefined : result;
}
