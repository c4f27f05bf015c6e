import type { Finding } from '../finding';

/**
 * The findings that an old project has accepted for now: how often each rule speaks of the same words of a file.
 * Lines may move; a finding more than the count, or in changed words, is new.
 */
export type Baseline = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A finding without its place: the rule and the line's words, so that moved lines stay known. */
function signature(finding: Finding, text: string): string {
  const start = text.lastIndexOf('\n', finding.range.start - 1) + 1;
  const end = text.indexOf('\n', finding.range.start);
  const line = text.slice(start, end < 0 ? text.length : end).trim();
  return `${finding.ruleId} ${line.length} ${hash(line)}`;
}

/** FNV-1a: the line itself may hold a password, and a baseline is committed. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}

/** Reads a baseline; undefined where the text is none. */
export function parseBaseline(text: string): Baseline | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isRecord(read) && Object.values(read).every(isCounts) ? (read as Baseline) : undefined;
  } catch {
    // Not JSON: the caller says so, in words that fit where the file was named.
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCounts = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((count) => typeof count === 'number');

/** The entry of a baseline for one file. */
export function baselineOf(findings: readonly Finding[], text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of findings.map((finding) => signature(finding, text)).sort())
    counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** The findings of a file that its baseline does not hold. */
export function withoutBaseline(
  findings: readonly Finding[],
  text: string,
  accepted: Readonly<Record<string, number>> = {},
): readonly Finding[] {
  const left = new Map(Object.entries(accepted));
  return findings.filter((finding) => {
    const key = signature(finding, text);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
