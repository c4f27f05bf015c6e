import type { OffsetRange } from '../../compose/finding';

/** What lies between the first and the last letter that two texts do not share; undefined where they are one. */
export function changedStretch(
  before: string,
  after: string,
): { readonly range: OffsetRange; readonly newText: string } | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return {
    range: { start, end: before.length - end },
    newText: after.slice(start, after.length - end),
  };
}
