import { LineIndex } from '../compose/lineIndex';
import { lintCompose, type LintOptions } from '../compose/lintCompose';
import type { FileReport } from './lintReport';

/** Lints a text that stands for a file. */
export function lintText(text: string, file: string, options: LintOptions): FileReport {
  const lines = new LineIndex(text);
  const { model, findings, unreadable } = lintCompose(text, file, options);
  // The first error is the cause of most of those after it.
  const first = unreadable ? model.problems.slice(0, 1) : [];
  return {
    file,
    fromStdin: false,
    original: text,
    text,
    lines,
    findings,
    unreadable: first.map(({ message, range }) => ({ message, ...lines.positionAt(range.start) })),
  };
}
