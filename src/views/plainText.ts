/**
 * Text from an engine made fit for one line of a view: no control characters, no marks that turn the
 * direction of writing around, not longer than `length` characters.
 */
export function plainText(text: string, length = 200): string {
  const clean = text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim();
  return clean.length > length ? `${clean.slice(0, length - 1)}…` : clean;
}

/** Text that Markdown shows as it is: every sign of ASCII that could mean something is escaped. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
