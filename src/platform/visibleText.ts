/**
 * Text that anybody may have written (names and answers of an engine, scalars of a file) made fit to be shown on one
 * line: line breaks become blanks, signs that act instead of being seen are shown as `�`, and what exceeds `length`
 * is cut in the middle, where names and commands say least.
 */
export function visibleText(text: string, length = 200): string {
  // Cut first: a command may be megabytes long.
  const cut = text.length > 4 * length ? text.slice(0, 2 * length) + text.slice(-2 * length) : text;
  const clean = withoutActingSigns(cut.replace(/\s+/gu, ' ')).trim();
  const signs = Array.from(clean);
  if (signs.length <= length) return clean;
  const head = Math.ceil((length - 1) * 0.6);
  return `${signs.slice(0, head).join('')}…${signs.slice(signs.length - (length - 1 - head)).join('')}`;
}

/**
 * Shows as `�` what steers a terminal, turns the direction of writing, can’t be seen (zero widths, tags), or is half
 * a sign. Every surface means the same signs: this is the only list of them.
 */
export function withoutActingSigns(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cs}\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu,
    '�',
  );
}
