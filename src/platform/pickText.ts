import { visibleText } from './visibleText';

/** A name that is not ours, fit for a quick pick, which draws an icon for `$(name)` unless a backslash stands before. */
export function pickText(text: string, length = 100): string {
  return visibleText(text, length).replaceAll('$(', '\\$(');
}
