import type { Finding } from '../finding';
import type { PlaceNames } from './placeNames';

/**
 * The findings that an old project has accepted for now, by file: how often each rule speaks of the same place, such
 * as `security-privileged services.web.privileged`. Lines may move and values may change; a finding more than the count
 * is new. It is made to be committed: no word of a value is in it, nor anything that could be compared with one.
 */
export type Baseline = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The number that stands in the file. The first kind had none: it held short hashes of whole lines. */
const version = 2;

/** A baseline as it is kept. */
export const baselineText = (files: Baseline): string => JSON.stringify({ version, files }, null, 2) + '\n';

/** Reads a baseline; `earlier` where another version of the linter wrote it, undefined where the text is none. */
export function parseBaseline(text: string): Baseline | 'earlier' | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (!isRecord(read)) return undefined;
    if (read['version'] === version) return isBaseline(read['files']) ? read['files'] : undefined;
    if (Object.keys(read).length === 0) return {};
    return isBaseline(read) || typeof read['version'] === 'number' ? 'earlier' : undefined;
  } catch {
    // Not JSON: the caller says so, in words that fit where the file was named.
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isBaseline = (value: unknown): value is Baseline =>
  isRecord(value) && Object.values(value).every(isCounts);

const isCounts = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((count) => typeof count === 'number');

const signature = ({ ruleId, range }: Finding, places: PlaceNames): string =>
  `${ruleId} ${places(range.start)}`.trimEnd();

/** The entry of a baseline for one file. */
export function baselineOf(findings: readonly Finding[], places: PlaceNames): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of findings.map((finding) => signature(finding, places)).sort())
    counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** The findings of a file that its baseline does not hold. */
export function withoutBaseline(
  findings: readonly Finding[],
  places: PlaceNames,
  accepted: Readonly<Record<string, number>> = {},
): readonly Finding[] {
  const left = new Map(Object.entries(accepted));
  return findings.filter((finding) => {
    const key = signature(finding, places);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
