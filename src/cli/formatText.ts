import { severities, type Severity } from '../compose/finding';
import { msg } from '../message';
import type { FileReport } from './lintReport';
import { oneLine } from './oneLine';
import type { Terminal } from './terminal';

const colours: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36', hint: '90' };

/** One line a finding, `file:line:column` first so that a terminal makes it a link; a count at the end. */
export function formatText(reports: readonly FileReport[], { say, colours: coloured }: Terminal): string {
  const paint = (code: string, text: string): string => (coloured ? `\u001B[${code}m${text}\u001B[0m` : text);
  const lines: string[] = [];
  const counts = new Map<Severity, number>();
  for (const report of reports)
    for (const finding of report.findings) {
      const { line, column } = report.lines.positionAt(finding.range.start);
      counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
      const place = paint('1', `${oneLine(report.file)}:${line}:${column}`);
      const severity = paint(colours[finding.severity], finding.severity);
      lines.push(
        `${place}: ${severity}: ${oneLine(say(finding.message))} ${paint('90', `[${finding.ruleId}]`)}`,
      );
    }
  if (lines.length > 0) lines.push('', summary(counts, say));
  return lines.map((line) => line + '\n').join('');
}

function summary(counts: ReadonlyMap<Severity, number>, say: Terminal['say']): string {
  const words = {
    error: msg('errors: {0}', counts.get('error') ?? 0),
    warning: msg('warnings: {0}', counts.get('warning') ?? 0),
    info: msg('notes: {0}', counts.get('info') ?? 0),
    hint: msg('hints: {0}', counts.get('hint') ?? 0),
  };
  return severities
    .filter((severity) => counts.has(severity))
    .map((severity) => say(words[severity]))
    .join(', ');
}
