/**
 * A text that is not ours, fit for a notification: VS Code turns `[words](command:…)` in its notifications into
 * a link that runs the command, and offers no other way to say that a text is plain.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
