import { parseArgs } from 'node:util';
import { severities, type Severity } from '../compose/finding';
import { profiles, type Profile } from '../compose/rule';
import { msg } from '../message';
import { formatGithub } from './formatGithub';
import { formatJson } from './formatJson';
import { formatSarif } from './formatSarif';
import { formatText } from './formatText';
import { lintFile } from './lintFile';
import type { FileReport } from './lintReport';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

const formats = ['text', 'json', 'sarif', 'github'] as const;
type Format = (typeof formats)[number];

/** `unboxed lint`. Returns the exit code: 0 clean, 1 findings at or above `--fail-on`, 2 unreadable or not YAML. */
export function lintCommand(args: readonly string[], terminal: Terminal, version: string): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'error' },
      profile: { type: 'string', default: 'learn' },
    },
  });
  const format = oneOf<Format>('--format', values.format, formats);
  const failOn = oneOf<Severity>('--fail-on', values['fail-on'], severities);
  const profile = oneOf<Profile>('--profile', values.profile, profiles);
  if (positionals.length === 0) throw new UsageError(msg('Name at least one file.'));

  const reports = positionals.map((file) => lintFile(file, { profile }));
  terminal.out(
    format === 'sarif' ? formatSarif(reports, terminal, version) : print(format, reports, terminal),
  );
  for (const report of reports)
    for (const { line, column, message } of report.unreadable)
      terminal.err(`${report.file}:${line}:${column}: ${terminal.say(message)}\n`);

  if (reports.some((report) => report.unreadable.length > 0)) return 2;
  const threshold = severities.indexOf(failOn);
  const fails = reports.some((report) =>
    report.findings.some((finding) => severities.indexOf(finding.severity) <= threshold),
  );
  return fails ? 1 : 0;
}

function print(format: Exclude<Format, 'sarif'>, reports: readonly FileReport[], terminal: Terminal): string {
  return { text: formatText, json: formatJson, github: formatGithub }[format](reports, terminal);
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined)
    throw new UsageError(
      msg('{0} cannot be {1}: it is one of {2}.', option, JSON.stringify(value), allowed.join(', ')),
    );
  return found;
}
