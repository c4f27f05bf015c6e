import type { Edit } from './finding';

/** Splices the edits of one file into its text; every character outside them stays as it is. Throws on overlap. */
export function applyEdits(text: string, edits: readonly Pick<Edit, 'range' | 'newText'>[]): string {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let at = 0;
  for (const { range, newText } of ordered) {
    if (range.start < at) throw new Error(`Edits overlap at offset ${range.start}`);
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}
