/**
 * Text from an engine made fit to be shown on one line: control characters, line breaks and marks that turn
 * the direction of writing are shown as `�` instead of acting, and what exceeds `length` is cut in the
 * middle, where names and commands say least.
 */
export function visibleText(text: string, length = 200): string {
  // Cut first: a command may be megabytes long.
  const cut = text.length > 4 * length ? text.slice(0, 2 * length) + text.slice(-2 * length) : text;
  const clean = cut
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu, '�')
    .trim();
  const signs = Array.from(clean);
  if (signs.length <= length) return clean;
  const head = Math.ceil((length - 1) * 0.6);
  return `${signs.slice(0, head).join('')}…${signs.slice(signs.length - (length - 1 - head)).join('')}`;
}
