import type { Edit, Finding, OffsetRange, Place, Severity } from '../compose/finding';
import type { LineIndex } from '../compose/lineIndex';
import { rules } from '../compose/rules/registry';
import { helpOf } from './helpOf';
import type { FileReport } from './lintReport';
import type { Terminal } from './terminal';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** A SARIF 2.1.0 log with one run: rules, results with their fixes, and a notification for each unreadable file. */
export function formatSarif(reports: readonly FileReport[], terminal: Terminal, version: string): string {
  const { say } = terminal;
  const lines = new Map(reports.map((report) => [report.file, report.lines]));
  const used = new Set(reports.flatMap((report) => report.findings.map((finding) => finding.ruleId)));
  const ids = [...used].sort();
  const notifications = reports.flatMap((report) =>
    report.unreadable.map(({ message, line, column }) => ({
      level: 'error',
      message: { text: say(message) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifact(report.file),
            region: { startLine: line, startColumn: column },
          },
        },
      ],
    })),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'unboxed', version, rules: ids.map((id) => ruleDescriptor(id, say)) },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications },
        ],
        results: reports.flatMap((report) =>
          report.findings.map((finding) => result(finding, ids.indexOf(finding.ruleId), lines, say)),
        ),
      },
    ],
  };
  return JSON.stringify(log, null, 2) + '\n';
}

function ruleDescriptor(id: string, say: Terminal['say']): object {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) return { id };
  const { recommended } = rule.severities;
  return {
    id,
    shortDescription: { text: say(rule.explanation.what) },
    fullDescription: { text: say(rule.explanation.why) },
    help: { text: helpOf(id, say) },
    defaultConfiguration:
      recommended === 'off' ? { enabled: false } : { enabled: true, level: levels[recommended] },
    properties: { tags: [rule.family] },
  };
}

function result(
  finding: Finding,
  ruleIndex: number,
  lines: ReadonlyMap<string, LineIndex>,
  say: Terminal['say'],
): object {
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: say(finding.message) },
    locations: [{ physicalLocation: physical(finding, lines) }],
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map(({ place, message }) => ({
        physicalLocation: physical(place, lines),
        message: { text: say(message) },
      })),
    }),
    ...(finding.fixes.length > 0 && {
      fixes: finding.fixes.map((fix) => ({
        description: { text: say(fix.title) },
        artifactChanges: changes(fix.edits, lines),
      })),
    }),
  };
}

function changes(edits: readonly Edit[], lines: ReadonlyMap<string, LineIndex>): object[] {
  return [...new Set(edits.map((edit) => edit.file))].map((file) => ({
    artifactLocation: artifact(file),
    replacements: edits
      .filter((edit) => edit.file === file)
      .map((edit) => ({
        deletedRegion: region(edit.range, lines.get(file)),
        insertedContent: { text: edit.newText },
      })),
  }));
}

const physical = (place: Place, lines: ReadonlyMap<string, LineIndex>): object => ({
  artifactLocation: artifact(place.file),
  region: region(place.range, lines.get(place.file)),
});

/** Files that were only read along (extended, included) have no line table here: their offsets say it. */
function region(range: OffsetRange, index: LineIndex | undefined): object {
  if (!index) return { charOffset: range.start, charLength: range.end - range.start };
  const start = index.positionAt(range.start);
  const end = index.positionAt(range.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A path as a URI reference: forward slashes, each part encoded. */
const artifact = (file: string): { uri: string } => ({
  uri: file
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')
    .replace(/^([A-Za-z])%3A\//, 'file:///$1:/'),
});
