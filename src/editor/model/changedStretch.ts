import type { OffsetRange } from '../../compose/finding';

/** A part of a text, and what stands there instead. */
export interface ChangedStretch {
  readonly range: OffsetRange;
  readonly newText: string;
}

/** What lies between the first and the last letter that two texts do not share; undefined where they are one. */
export function changedStretch(before: string, after: string): ChangedStretch | undefined {
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

/** Where a range of a text lies after a change; undefined where its own letters are no longer what they were. */
export function movedRange(range: OffsetRange, change: ChangedStretch | undefined): OffsetRange | undefined {
  if (!change || range.end <= change.range.start) return range;
  if (range.start < change.range.end) return undefined;
  const by = change.newText.length - (change.range.end - change.range.start);
  return { start: range.start + by, end: range.end + by };
}
