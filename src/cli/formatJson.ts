import { helpOf } from './helpOf';
import type { FileReport } from './lintReport';
import type { Terminal } from './terminal';

/** One array of findings of all files; lines and columns count from 1, `end` is exclusive. */
export function formatJson(reports: readonly FileReport[], { say }: Terminal): string {
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
      help: helpOf(finding.ruleId, say),
    })),
  );
  return JSON.stringify(findings, null, 2) + '\n';
}
