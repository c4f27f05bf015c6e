import type { Finding } from '../finding';

/** `# unboxed-disable-line`, `-next-line` or `-file`, then the rules' ids (none: all of them). */
const comment = /(?:^|[ \t])#[ \t]*unboxed-disable-(line|next-line|file)\b[ \t]*([^\r\n]*)/gm;

interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Empty: every rule. */
  readonly ids: readonly string[];
}

/** Takes out the findings that a comment in the text asks to leave out. What follows `--` is a reason, for people. */
export function withoutDisabled(
  text: string,
  file: string,
  findings: readonly Finding[],
): readonly Finding[] {
  if (!text.includes('unboxed-disable-')) return findings;
  const stretches = disabledStretches(text);
  return findings.filter(
    (finding) =>
      finding.file !== file ||
      !stretches.some(
        ({ start, end, ids }) =>
          finding.range.start >= start &&
          finding.range.start <= end &&
          (ids.length === 0 || ids.includes(finding.ruleId)),
      ),
  );
}

function disabledStretches(text: string): Stretch[] {
  return [...text.matchAll(comment)].map((match) => {
    const ids = (match[2] ?? '')
      .replace(/(?:^|\s)--.*$/, '')
      .split(/[\s,]+/)
      .filter((id) => id !== '');
    if (match[1] === 'file') return { start: 0, end: text.length, ids };
    // The match may begin with the line break before the comment.
    const at = match.index + match[0].indexOf('#');
    const line = match[1] === 'line' ? at : lineEnd(text, at) + 1;
    return { start: text.lastIndexOf('\n', line - 1) + 1, end: lineEnd(text, line), ids };
  });
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
}
