import type { LintOptions } from '../compose/lintCompose';
import { lintCompose } from '../compose/lintCompose';
import { LineIndex } from '../compose/lineIndex';
import type { FileReport } from './lintReport';
import { filesAround, readSource } from './sourceFile';

/** Reads and lints one file. */
export function lintFile(file: string, options: LintOptions): FileReport {
  const read = readSource(file);
  if ('reason' in read)
    return {
      file,
      text: '',
      lines: new LineIndex(''),
      findings: [],
      unreadable: [{ message: read.reason, line: 1, column: 1 }],
    };
  return lintText(read.text, file, { files: filesAround(file), ...options });
}

/** Lints a text that stands for a file. */
export function lintText(text: string, file: string, options: LintOptions): FileReport {
  const lines = new LineIndex(text);
  const { model, findings, unreadable } = lintCompose(text, file, options);
  const first = unreadable ? model.problems.slice(0, 1) : [];
  return {
    file,
    text,
    lines,
    findings,
    unreadable: first.map(({ message, range }) => ({
      message,
      ...lines.positionAt(range.start),
    })),
  };
}
