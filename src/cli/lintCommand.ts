import path from 'node:path';
import { parseArgs } from 'node:util';
import { withoutBaseline, type Baseline } from '../compose/control/baseline';
import { placesInText } from '../compose/control/placeNames';
import type { FoundConfig } from '../compose/control/findConfig';
import { severities, type Severity } from '../compose/finding';
import { fixAll } from '../compose/fixAll';
import type { LintOptions } from '../compose/lintCompose';
import { LineIndex } from '../compose/lineIndex';
import { profiles, type Profile } from '../compose/rule';
import { steeringEnvironment } from '../compose/project/composeFileSetting';
import type { RunChoices } from '../compose/project/linkFiles';
import { msg, type Message } from '../message';
import { byFile } from './byFile';
import { nameInBaseline, readBaseline, writeBaseline } from './baselineFile';
import { ConfigFinder } from './configFor';
import { findComposeFiles } from './findComposeFiles';
import { formatGithub } from './formatGithub';
import { formatJson } from './formatJson';
import { formatSarif } from './formatSarif';
import { formatText } from './formatText';
import { lintText } from './lintText';
import type { FileReport } from './lintReport';
import { filesAround, readBytes, readSource, reasonOf, writeSource } from './sourceFile';
import { oneLine } from './oneLine';
import { speaker, type Terminal } from './terminal';
import { unifiedDiff } from './unifiedDiff';
import { UsageError } from './usageError';

const formats = ['text', 'json', 'sarif', 'github'] as const;

/** `unboxed lint`. Returns the exit code: 0 clean, 1 findings at or above `--fail-on`, 2 unreadable or not YAML. */
export function lintCommand(args: readonly string[], terminal: Terminal, version: string): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'error' },
      profile: { type: 'string' },
      fix: { type: 'boolean', default: false },
      diff: { type: 'boolean', default: false },
      baseline: { type: 'string' },
      'write-baseline': { type: 'string' },
      file: { type: 'string', short: 'f', multiple: true, default: [] },
      'env-file': { type: 'string', multiple: true, default: [] },
      'stdin-name': { type: 'string', default: 'compose.yaml' },
    },
  });
  const format = oneOf('--format', values.format, formats);
  const failOn = oneOf<Severity>('--fail-on', values['fail-on'], severities);
  const profile =
    values.profile === undefined ? undefined : oneOf<Profile>('--profile', values.profile, profiles);
  const together = values.file;
  if (positionals.length + together.length === 0)
    throw new UsageError(msg('Name at least one file, a folder, or - for what comes in.'));

  const environment = steeringEnvironment(terminal.environment);
  const run = new LintRun(terminal, profile, values['stdin-name'], values.fix || values.diff, {
    together,
    envFiles: values['env-file'],
    environment,
  });
  const named = findComposeFiles(
    positionals,
    (folder, reason) => {
      run.complainOf(folder, reason);
    },
    environment,
  );
  const files = [...new Set([...together, ...named])];
  if (files.length === 0 && !run.failed)
    terminal.err(`${terminal.say(msg('There is no compose file in {0}.', positionals.join(', ')))}\n`);
  const found = files.map((file, index) => {
    run.progress(index, files.length);
    return run.lint(file);
  });
  run.progress(files.length, files.length);
  const linted = byFile(found);
  if (values['write-baseline'] !== undefined) writeBaseline(values['write-baseline'], linted);
  // Where the baseline that the config names is being written, it may not be there yet.
  const filtered = values.baseline !== undefined || values['write-baseline'] === undefined;
  const reports = filtered ? run.withoutAccepted(linted, values.baseline) : linted;

  if (values.diff)
    for (const report of reports) terminal.out(unifiedDiff(report.file, report.original, report.text));
  else {
    if (values.fix) run.write(reports);
    const print = { text: formatText, json: formatJson, github: formatGithub, sarif: formatSarif }[format];
    const printed = values.fix ? reports.filter(({ fromStdin }) => !fromStdin) : reports;
    // Programs read these, and compare them from one machine to the next: they are in one language.
    const reader =
      format === 'json' || format === 'sarif' ? { ...terminal, say: speaker({}, 'en') } : terminal;
    if (printed.length > 0 || reports.length === 0) terminal.out(print(printed, reader, version));
  }
  run.complain(reports);
  if (run.failed || reports.some((report) => report.unreadable.length > 0)) return 2;
  const threshold = severities.indexOf(failOn);
  const fails = reports.some((report) =>
    report.findings.some((finding) => severities.indexOf(finding.severity) <= threshold),
  );
  return fails && values['write-baseline'] === undefined ? 1 : 0;
}

/** What the files of one run share: config files, messages about them, progress. */
class LintRun {
  failed = false;
  private readonly configs = new ConfigFinder();
  private readonly told = new Set<FoundConfig>();
  private readonly started = performance.now();
  private shown = -Infinity;

  constructor(
    private readonly terminal: Terminal,
    private readonly profile: Profile | undefined,
    private readonly stdinName: string,
    private readonly fixing: boolean,
    private readonly chosen: Required<RunChoices>,
  ) {}

  lint(file: string): FileReport {
    const fromStdin = file === '-';
    const name = fromStdin ? this.stdinName : file;
    const read = fromStdin ? readBytes(() => this.terminal.readStdin()) : readSource(file);
    if ('reason' in read) {
      const unreadable = [{ message: read.reason, line: 1, column: 1 }];
      return {
        file,
        fromStdin,
        original: '',
        text: '',
        lines: new LineIndex(''),
        findings: [],
        elsewhere: [],
        unreadable,
      };
    }
    const config = this.configs.for(name);
    if (config) this.tell(config);
    const options: LintOptions = {
      ...config?.settings,
      ...(this.profile && { profile: this.profile }),
      files: filesAround(name),
      run: this.choicesFor(name),
    };
    const text = this.fixing ? fixAll(read.text, name, options).text : read.text;
    return { ...lintText(text, name, options), fromStdin, original: read.text };
  }

  /** What was chosen for the run, with paths as they are seen from one of its files. */
  private choicesFor(name: string): RunChoices {
    const { together, envFiles, environment } = this.chosen;
    const folder = path.dirname(path.resolve(name));
    const seen = (files: readonly string[]): string[] =>
      files.map((file) => path.relative(folder, path.resolve(file)).replaceAll('\\', '/'));
    return {
      environment,
      ...(together.includes(name) && { together: seen(together) }),
      ...(envFiles.length > 0 && { envFiles: seen(envFiles) }),
    };
  }

  /** On long runs a terminal shows how far it is; never where the output is kept. */
  progress(done: number, all: number): void {
    if (!this.terminal.errIsTerminal || performance.now() - this.started < 1000) return;
    if (done === all) {
      if (this.shown > 0) this.terminal.err('\r\u001B[K');
    } else if (performance.now() - this.shown > 100) {
      this.shown = performance.now();
      this.terminal.err(`\r${done}/${all}`);
    }
  }

  /** Leaves out what a baseline holds: the one that is named, else the one that a file's config names. */
  withoutAccepted(reports: readonly FileReport[], named: string | undefined): readonly FileReport[] {
    const baselines = new Map<string, Baseline>();
    return reports.map((report) => {
      const config = this.configs.for(report.fromStdin ? this.stdinName : report.file);
      const file = named ?? (config?.baseline && path.join(path.dirname(config.file), config.baseline));
      if (file === undefined) return report;
      const baseline = baselines.get(file) ?? readBaseline(file);
      baselines.set(file, baseline);
      const counts = baseline[nameInBaseline(file, report.file)];
      if (!counts) return report;
      const places = placesInText(report.text, report.file);
      return { ...report, findings: withoutBaseline(report.findings, places, counts) };
    });
  }

  /** Writes what was mended; what came in goes out. */
  write(reports: readonly FileReport[]): void {
    for (const { file, fromStdin, original, text, unreadable } of reports)
      if (fromStdin) this.terminal.out(text);
      else if (text !== original && unreadable.length === 0)
        try {
          writeSource(file, text);
        } catch (error) {
          this.complainOf(file, reasonOf(error));
        }
  }

  /** Says why something could be neither read nor written; the exit code will tell, too. */
  complainOf(file: string, reason: Message): void {
    this.failed = true;
    this.terminal.err(`${oneLine(`${file}: ${this.terminal.say(reason)}`)}\n`);
  }

  complain(reports: readonly FileReport[]): void {
    for (const report of reports)
      for (const { line, column, message, guess } of report.unreadable) {
        const { say } = this.terminal;
        const mended = guess ? ` ${say(msg('This would mend it: {0}.', say(guess)))}` : '';
        this.terminal.err(`${oneLine(`${report.file}:${line}:${column}: ${say(message)}${mended}`)}\n`);
      }
  }

  private tell(config: FoundConfig): void {
    if (this.told.has(config)) return;
    this.told.add(config);
    const lines = new LineIndex(config.text);
    for (const { message, range } of config.problems) {
      this.failed = true;
      const { line, column } = lines.positionAt(range.start);
      this.terminal.err(`${oneLine(`${config.file}:${line}:${column}: ${this.terminal.say(message)}`)}\n`);
    }
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined)
    throw new UsageError(
      msg('{0} cannot be {1}: it is one of {2}.', option, JSON.stringify(value), allowed.join(', ')),
    );
  return found;
}
