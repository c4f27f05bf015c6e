/**
 * True of a text that VS Code would not leave as it is in a task: it replaces `${command:…}` by what that command
 * gives, `${env:…}` and their like, and knows no way to write one that is meant as it stands.
 */
export function holdsVariable(text: string): boolean {
  return text.includes('${');
}
