/** Text that Markdown shows as it is: every sign of ASCII that could mean something is escaped. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
