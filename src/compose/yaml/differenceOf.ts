/** What was replaced to make one text of another: `start` to `oldEnd` became `start` to `newEnd`. */
export interface Difference {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Texts are compared in blocks of this many characters, which is many times as fast as one by one. */
const block = 4096;

/** The one stretch outside of which two texts are equal. */
export function differenceOf(old: string, text: string): Difference {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start + block <= shorter && old.slice(start, start + block) === text.slice(start, start + block))
    start += block;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  const most = shorter - start;
  let tail = 0;
  const ends = (whole: string, from: number, to: number): string =>
    whole.slice(whole.length - to, whole.length - from);
  while (tail + block <= most && ends(old, tail, tail + block) === ends(text, tail, tail + block))
    tail += block;
  while (tail < most && old.charCodeAt(old.length - tail - 1) === text.charCodeAt(text.length - tail - 1))
    tail++;
  return { start, oldEnd: old.length - tail, newEnd: text.length - tail };
}

/** The same difference, seen as far to the left as it goes: what was put in before `ab` may be `ab` put in after it. */
export function slidLeft(text: string, old: string, { start, oldEnd, newEnd }: Difference): Difference {
  let by = 0;
  const most = start;
  const inserted = oldEnd === start;
  if (!inserted && newEnd !== start) return { start, oldEnd, newEnd };
  const whole = inserted ? text : old;
  const end = inserted ? newEnd : oldEnd;
  while (by < most && whole.charCodeAt(start - by - 1) === whole.charCodeAt(end - by - 1)) by++;
  return { start: start - by, oldEnd: oldEnd - by, newEnd: newEnd - by };
}
