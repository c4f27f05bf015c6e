import type { Severity } from '../compose/finding';
import type { FileReport } from './lintReport';
import type { Terminal } from './terminal';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands: GitHub shows them beside the changed lines. */
export function formatGithub(reports: readonly FileReport[], { say }: Terminal): string {
  return reports
    .flatMap((report) => [
      ...report.unreadable.map(
        ({ message, line, column }) =>
          `::error file=${property(report.file)},line=${line},col=${column}::${data(say(message))}\n`,
      ),
      ...report.findings.map((finding) => {
        const start = report.lines.positionAt(finding.range.start);
        const end = report.lines.positionAt(finding.range.end);
        const properties = [
          `file=${property(report.file)}`,
          `line=${start.line}`,
          `endLine=${end.line}`,
          // GitHub takes columns only for a stretch within one line.
          ...(start.line === end.line ? [`col=${start.column}`, `endColumn=${end.column}`] : []),
          `title=${property(finding.ruleId)}`,
        ];
        return `::${commands[finding.severity]} ${properties.join(',')}::${data(say(finding.message))}\n`;
      }),
    ])
    .join('');
}

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
