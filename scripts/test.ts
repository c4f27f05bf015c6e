// npm test [unit] [engine] [integration] [ui] [--vscode oldest|newest|both] [--grep TEXT]
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { obtainChromium } from '../test/support/browser';
import { MissingPartError, part } from '../test/support/missingPartError';
import { isRequired } from '../test/support/parts';
import type { Report } from '../test/support/report';
import { temporaryFolder } from '../test/support/temporaryFolder';
import { bundleIntegrationTests } from './testing/bundleIntegrationTests';
import { extensionHost } from './testing/extensionHost';
import { secondAttempt } from './testing/secondAttempt';
import { root } from './vscode/cacheFolder';
import { installWebVscode, type VscodeAge } from './vscode/webVscode';

const levels = ['unit', 'engine', 'integration', 'ui'] as const;
type Level = (typeof levels)[number];

interface Choice {
  readonly levels: readonly Level[];
  readonly ages: readonly VscodeAge[];
  readonly grep: string | undefined;
}

const usage = `npm test [-- ${levels.map((l) => `[${l}]`).join(' ')} [--vscode oldest|newest|both] [--grep TEXT]]`;
function choice(args: readonly string[]): Choice {
  const option = (name: string) => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args[at + 1];
  };
  const grep = option('--grep');
  const vscode =
    option('--vscode') ??
    process.env['UNBOXED_TEST_VSCODE'] ??
    (process.env['CI'] === 'true' ? 'both' : 'newest');
  const values = new Set([grep, option('--vscode')]);
  const named = args.filter((arg) => !arg.startsWith('--') && !values.has(arg));
  const wrong = named.filter((name) => !levels.includes(name as Level));
  const ages: readonly VscodeAge[] | undefined =
    vscode === 'both'
      ? ['oldest', 'newest']
      : vscode === 'oldest' || vscode === 'newest'
        ? [vscode]
        : undefined;
  if (wrong.length > 0 || !ages) {
    console.error(
      `${wrong.length > 0 ? `There is no level ${wrong.join(', ')}.` : `There is no VS Code “${vscode}”.`}\n${usage}`,
    );
    process.exit(2);
  }
  return { levels: levels.filter((l) => named.length === 0 || named.includes(l)), ages, grep };
}

function skip(title: string, part: string, reason: string): Report {
  const entry = { title, reason: `${part}: ${reason}` };
  return isRequired(part)
    ? { passed: [], failed: [{ title, message: `A part is missing in CI. ${entry.reason}` }], skipped: [] }
    : { passed: [], failed: [], skipped: [entry] };
}

/** The level that a part is missing for. Anything but a missing part is a fault, and thrown again. */
function skipWithout(title: string, error: unknown): Report {
  if (error instanceof MissingPartError) return skip(title, error.part, error.message);
  throw error;
}

/** Reads a level's own report; a run that left none died on its way. */
function readReport(file: string, title: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return { passed: [], failed: [{ title, message: 'The run ended without a report.' }], skipped: [] };
  }
}

/** Mocha in plain Node on the tests of a folder. */
async function mocha(
  level: Level,
  chosen: Choice,
  scratch: string,
  env: Record<string, string> = {},
): Promise<Report> {
  const folder = path.join(root, 'test', level);
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => path.join(folder, file));
  if (all.length === 0) return { passed: [], failed: [], skipped: [] };
  return secondAttempt((files = all) => mochaOnce(level, chosen, files, scratch, env));
}

async function mochaOnce(
  level: Level,
  { grep }: Choice,
  files: readonly string[],
  scratch: string,
  env: Record<string, string>,
): Promise<Report> {
  const file = path.join(scratch, `${randomUUID()}.json`);
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'node_modules/mocha/bin/mocha.js'),
      ...['--no-config', '--node-option', 'import=tsx', '--reporter', 'test/support/reporter.cjs'],
      ...['--timeout', level === 'unit' ? '10000' : '60000'],
      // Engines and browsers under load may be late once; what passes only at the second attempt is named at the end.
      ...['--retries', level === 'unit' ? '0' : '1'],
      ...(grep ? ['--fgrep', grep] : []),
      ...files,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env, UNBOXED_TEST_REPORT: file },
    },
  );
  const end = () => child.kill('SIGTERM');
  process.once('SIGTERM', end);
  await new Promise((resolve) => child.once('exit', resolve));
  process.off('SIGTERM', end);
  return readReport(file, level);
}

async function integration(age: VscodeAge, { grep }: Choice, scratch: string): Promise<Report> {
  const title = `integration tests in the ${age} VS Code`;
  let host;
  try {
    host = await extensionHost(age);
  } catch (error) {
    return skipWithout(title, error);
  }
  console.log(`\n${host.name}`);
  const tests = await bundleIntegrationTests();
  const file = path.join(scratch, `${randomUUID()}.json`);
  const output = `${file}.log`;
  await host.run({
    extension: root,
    beside: ['containerTools', 'dockerDx', 'redHatYaml'].map((name) =>
      path.join(root, 'test/integration/neighbours', name),
    ),
    tests,
    env: {
      UNBOXED_TEST_VSCODE: age,
      UNBOXED_TEST_REPORT: file,
      UNBOXED_TEST_OUTPUT: output,
      ...(grep && { UNBOXED_TEST_GREP: grep }),
    },
  });
  if (existsSync(output)) console.log(readFileSync(output, 'utf8'));
  return readReport(file, title);
}

async function ui(age: VscodeAge, chosen: Choice, scratch: string): Promise<Report> {
  const title = `UI tests in the ${age} VS Code`;
  const say = (line: string) => {
    console.log(line);
  };
  try {
    await part('browser', () => obtainChromium(say));
    const vscode = await part('web workbench', () => installWebVscode(age, say));
    console.log(`\nVS Code ${vscode.version} (web workbench) in Chromium`);
  } catch (error) {
    return skipWithout(title, error);
  }
  return mocha('ui', chosen, scratch, { UNBOXED_TEST_VSCODE: age });
}

function summarize(all: readonly Report[], grep: string | undefined): number {
  const failed = all.flatMap((report) => report.failed);
  const skipped = all.flatMap((report) => report.skipped);
  if (skipped.length > 0) {
    const reasons = new Map<string, number>();
    for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    console.log('\nSkipped:');
    for (const [reason, count] of reasons) console.log(`  ${count} × ${reason}`);
  }
  const unsteady = all.flatMap((report) => report.unsteady ?? []);
  if (unsteady.length > 0) {
    console.log('\nPassed only at the second attempt:');
    for (const { title, message } of unsteady) console.log(`  ${title}\n    ${message.split('\n')[0] ?? ''}`);
  }
  if (failed.length > 0) {
    console.log('\nFailed:');
    for (const { title, message } of failed) console.log(`  ${title}\n    ${message.split('\n')[0] ?? ''}`);
  }
  const passed = all.reduce((sum, report) => sum + report.passed.length, 0);
  const none = passed + failed.length + skipped.length === 0;
  if (none) console.log(`\nNo test matches ${grep ?? 'the choice'}.`);
  console.log(`\n${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
  return failed.length > 0 || none ? 1 : 0;
}

async function main(): Promise<number> {
  const chosen = choice(process.argv.slice(2));
  const scratch = await temporaryFolder();
  try {
    const all: Report[] = [];
    for (const level of chosen.levels) {
      console.log(`\n── ${level} ──`);
      if (level === 'integration')
        for (const age of chosen.ages) all.push(await integration(age, chosen, scratch.path));
      // What the UI tests show is the same in both: they run in the newest that was chosen.
      else if (level === 'ui') all.push(await ui(chosen.ages.at(-1) ?? 'newest', chosen, scratch.path));
      else all.push(await mocha(level, chosen, scratch.path));
    }
    return summarize(all, chosen.grep);
  } finally {
    await scratch.remove();
  }
}

void main().then((code) => process.exit(code));
