import { withoutActingSigns } from '../platform/visibleText';

/**
 * A text with names from files that anybody may have written, as one line of a terminal or of a job's log: line
 * breaks become blanks, and what would steer the terminal or turn the direction of writing is shown as `�`.
 */
export function oneLine(text: string): string {
  return withoutActingSigns(text.replace(/[\s\u2028\u2029]+/gu, ' '));
}
