import type { OffsetRange } from '../compose/finding';
import type { LineIndex } from '../compose/lineIndex';
import { helpOf } from './helpOf';
import type { FileReport } from './lintReport';
import type { Terminal } from './terminal';

/** One array of findings of all files; lines and columns count from 1, `end` is exclusive. */
export function formatJson(reports: readonly FileReport[], { say }: Terminal): string {
  const lines = new Map(reports.map((report) => [report.file, report.lines]));
  const findings = reports.flatMap((report) =>
    report.findings.map((finding) => ({
      file: report.file,
      ruleId: finding.ruleId,
      severity: finding.severity,
      message: say(finding.message),
      range: {
        start: report.lines.positionAt(finding.range.start),
        end: report.lines.positionAt(finding.range.end),
      },
      ...(finding.related.length > 0 && {
        related: finding.related.map(({ place, message }) => ({
          file: place.file,
          message: say(message),
          range: rangeIn(lines.get(place.file), place.range),
        })),
      }),
      help: helpOf(finding.ruleId, say),
    })),
  );
  return JSON.stringify(findings, null, 2) + '\n';
}

/** Null for a place in a file that was only read along, and of which nothing else is said. */
function rangeIn(lines: LineIndex | undefined, { start, end }: OffsetRange): object | null {
  return lines ? { start: lines.positionAt(start), end: lines.positionAt(end) } : null;
}
