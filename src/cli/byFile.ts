import path from 'node:path';
import type { Finding, Place } from '../compose/finding';
import { LineIndex } from '../compose/lineIndex';
import type { FileReport } from './lintReport';

/** A finding whose places bear the names under which the terminal knows the files. */
export function placedFrom(file: string, finding: Finding): Finding {
  const place = <T extends Place>(one: T): T => ({ ...one, file: nameFrom(file, one.file) });
  return {
    ...place(finding),
    related: finding.related.map((one) => ({ ...one, place: place(one.place) })),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(place) })),
  };
}

/** The name of a file that was found from another one's folder. */
export function nameFrom(file: string, other: string): string {
  return other === file || path.isAbsolute(other) ? other : path.join(path.dirname(file), other);
}

/**
 * The reports with each finding under the file in which it stands, once, whichever file it was found from. Files
 * that were only read along come after those that were named.
 */
export function byFile(reports: readonly FileReport[]): readonly FileReport[] {
  if (reports.every(({ elsewhere }) => elsewhere.length === 0)) return reports;
  const all = new Map<string, FileReport>();
  const said = new Set<string>();
  const isNew = (finding: Finding): boolean => {
    const { file, range, ruleId, message } = finding;
    const key = JSON.stringify([path.resolve(file), range.start, range.end, ruleId, message]);
    return !said.has(key) && said.add(key).size > 0;
  };
  for (const report of reports)
    all.set(path.resolve(report.file), { ...report, findings: report.findings.filter(isNew) });
  for (const { elsewhere } of reports)
    for (const { file, text, findings } of elsewhere) {
      const key = path.resolve(file);
      const known = all.get(key);
      // A file that has been mended is no longer the text that these speak of.
      if (known && known.text !== text) continue;
      const fresh = findings.filter(isNew);
      if (known) all.set(key, { ...known, findings: inOrder([...known.findings, ...fresh]) });
      else all.set(key, reportOn(file, text, fresh));
    }
  return [...all.values()];
}

function reportOn(file: string, text: string, findings: readonly Finding[]): FileReport {
  const lines = new LineIndex(text);
  return { file, fromStdin: false, original: text, text, lines, findings, elsewhere: [], unreadable: [] };
}

const inOrder = (findings: Finding[]): Finding[] => findings.sort((a, b) => a.range.start - b.range.start);
