import { applyEdits } from './applyEdits';
import type { Edit, Finding } from './finding';
import { lintCompose, type LintOptions, type LintResult } from './lintCompose';

/** Fixes may bring up others (an emptied map, a key that now stands twice): more rounds than this is a fault. */
const maxRounds = 10;

export interface FixedText {
  readonly text: string;
  /** What is left once nothing more can be mended without asking. */
  readonly result: LintResult;
}

/** Applies the preferred fixes that stay within the file, round by round until none is left. */
export function fixAll(text: string, file: string, options: LintOptions): FixedText {
  let fixed: FixedText = { text, result: lintCompose(text, file, options) };
  for (let round = 0; round < maxRounds; round++) {
    const edits = fixed.result.unreadable ? [] : compatibleEdits(fixed.result.findings, file);
    if (edits.length === 0) break;
    const next = applyEdits(fixed.text, edits);
    const result = lintCompose(next, file, options);
    if (next === fixed.text || result.unreadable) break;
    fixed = { text: next, result };
  }
  return fixed;
}

/** The edits of as many preferred fixes as do not touch one another; the others have their turn in the next round. */
function compatibleEdits(findings: readonly Finding[], file: string): readonly Edit[] {
  const chosen: Edit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(({ preferred }) => preferred);
    if (!fix || fix.edits.some((edit) => edit.file !== file)) continue;
    const touches = fix.edits.some((edit) =>
      chosen.some(({ range }) => edit.range.start <= range.end && range.start <= edit.range.end),
    );
    if (!touches) chosen.push(...fix.edits);
  }
  return chosen;
}
