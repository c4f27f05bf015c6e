/**
 * Whether VS Code would put something else in the place of one of a task's words: it replaces `${env:…}`, and runs what
 * `${command:…}` names, in every word of a process too, and knows no way to say that a word is meant as it stands.
 */
export function hasTaskVariable(words: readonly string[]): boolean {
  return words.some((word) => word.includes('${'));
}
