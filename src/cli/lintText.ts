import type { ComposeModel } from '../compose/composeModel';
import type { Finding } from '../compose/finding';
import { LineIndex } from '../compose/lineIndex';
import { nameFrom, placedFrom } from './byFile';
import { lintCompose, type LintOptions } from '../compose/lintCompose';
import { syntaxFixes } from '../compose/syntaxFixes';
import type { SourceText } from '../compose/yamlNodes';
import type { FileReport } from './lintReport';

/** Lints a text that stands for a file. */
export function lintText(text: string, file: string, options: LintOptions): FileReport {
  const lines = new LineIndex(text);
  const { model, run, findings, unreadable } = lintCompose(text, file, options);
  const placed = findings.map((finding) => placedFrom(file, finding));
  // The first error is the cause of most of those after it.
  const first = unreadable ? model.problems.slice(0, 1) : [];
  const [guess] = syntaxFixes(text, file, first);
  return {
    file,
    fromStdin: false,
    original: text,
    text,
    lines,
    findings: placed.filter((finding) => finding.file === file),
    elsewhere: [...run.sources, ...readAlong(run, findings, options)]
      .map((source) => ({ file: nameFrom(file, source.file), text: source.text }))
      .map((source) => ({ ...source, findings: placed.filter((finding) => finding.file === source.file) }))
      .filter((source) => source.file !== file && source.findings.length > 0),
    unreadable: first.map(({ message, range }) => ({
      message,
      ...lines.positionAt(range.start),
      ...(guess && { guess: guess.title }),
    })),
  };
}

/** The files that are no compose files, `.env` among them, in which something was found. */
function readAlong(run: ComposeModel, findings: readonly Finding[], { files }: LintOptions): SourceText[] {
  const known = new Set(run.sources.map((source) => source.file));
  const others = new Set(findings.map((finding) => finding.file).filter((name) => !known.has(name)));
  return [...others].map((name) => ({ file: name, text: files?.readFile(name) ?? '' }));
}
