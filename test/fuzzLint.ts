import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { Session as Inspector } from 'node:inspector';
import path from 'node:path';
import { build } from 'esbuild';
import type { fixAll as fix } from '../src/compose/fixAll';
import type { lintCompose as lint } from '../src/compose/lintCompose';
import type { LintSession as Session } from '../src/compose/lintSession';
import { corpus } from './support/corpus';
import { filesWithServices } from './unit/compose/yaml/editedText';

/*
 * A coverage-guided fuzzer of the linter, without a dependency: V8 counts the blocks that ran, and an input that
 * reaches a new one joins the seeds. `npx tsx test/fuzzLint.ts [minutes] [folder]` writes what crashes or takes
 * more than two seconds of the processor's time to the folder: what is found there becomes a unit test.
 */
interface Fuzzed {
  readonly lintCompose: typeof lint;
  readonly fixAll: typeof fix;
  readonly LintSession: typeof Session;
}

const minutes = Number(process.argv[2] ?? 10);
const folder = process.argv[3] ?? path.join(import.meta.dirname, '../node_modules/.cache/fuzz');
const slowest = 2000;
const longest = 20_000;

const random = (below: number): number => Math.floor(Math.random() * below);
const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;

const words = [
  'services:\n',
  '  a:\n',
  '    image: ',
  'extends: ',
  'extends: { file: f, service: a }',
  '<<: *a',
  '<<: [*a, *b]',
  '&a ',
  '*a',
  '!reset ',
  '!override ',
  '!!str ',
  '${A:-${B}}',
  '${A:?}',
  '$$',
  '${',
  '}',
  '- ',
  ': ',
  '? ',
  '|\n',
  '>-\n',
  '|2+\n',
  '{',
  '[',
  ']',
  ',',
  '"',
  "'",
  '\\',
  '\\x',
  '\n',
  '\n  ',
  '\n      ',
  '\r\n',
  '\t',
  '#',
  ' # unboxed-disable-line ',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '\uFEFF',
  '\u2028',
  '\uD800',
  '\0',
  'include:\n',
  'depends_on: [a]',
  'links: [a]',
  'ports: ["1-65535:1-65535"]',
  '80:80',
  '::',
  '[::1]:80:80/udp',
  'volumes: [a:/b:ro]',
  'environment: [A=b, C]',
  'env_file: .env',
  'command: redis-server --requirepass x',
  'mem_limit: 1e999g',
  'cpus: -0',
  'deploy: { resources: { limits: { cpus: "" } } }',
  'healthcheck: { test: [NONE] }',
  'network_mode: service:a',
  'profiles: [a]',
  'null',
  '~',
  '__proto__',
  'constructor',
  'toString',
  '0x',
  '1e5',
  'postgres://a:b@c/d?e',
] as const;

function mutated(seeds: readonly string[]): string {
  let text = pick(seeds);
  for (let count = 1 + random(4); count > 0; count--) {
    const at = random(text.length + 1);
    const to = Math.min(text.length, at + random(Math.random() < 0.8 ? 8 : 400));
    const other = pick(seeds);
    const from = random(other.length + 1);
    const lines = text.split('\n');
    const line = random(lines.length);
    switch (random(7)) {
      case 0:
        text = text.slice(0, at) + text.slice(to);
        break;
      case 1:
        text = text.slice(0, at) + pick(words) + text.slice(at);
        break;
      case 2:
        text = text.slice(0, at) + other.slice(from, from + random(300)) + text.slice(at);
        break;
      case 3:
        text = text.slice(0, to) + text.slice(at, to).repeat(random(5)) + text.slice(to);
        break;
      case 4:
        lines[line] = ' '.repeat(random(9)) + (lines[line] ?? '').trimStart();
        text = lines.join('\n');
        break;
      case 5:
        lines.splice(random(lines.length), 0, ...lines.splice(line, 1 + random(4)));
        text = lines.join('\n');
        break;
      default:
        text =
          text.slice(0, at) +
          String.fromCharCode(random(Math.random() < 0.9 ? 128 : 65_536)) +
          text.slice(at + 1);
    }
  }
  return text.slice(0, longest);
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly { startOffset: number; endOffset: number; count: number }[];
    }[];
  }[];
}

class Counter {
  private readonly session = new Inspector();
  private readonly seen = new Set<string>();

  constructor(private readonly file: string) {
    this.session.connect();
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** How many blocks, by the order of magnitude of their runs, were never seen before. */
  news(): number {
    let fresh = 0;
    this.session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error) throw error;
      for (const { url, functions } of (taken as unknown as Coverage).result)
        if (url.endsWith(this.file))
          for (const { ranges } of functions)
            for (const { startOffset, endOffset, count } of ranges) {
              if (count === 0) continue;
              const key = `${startOffset}:${endOffset}:${Math.min(8, Math.floor(Math.log2(count)))}`;
              if (!this.seen.has(key)) {
                this.seen.add(key);
                fresh++;
              }
            }
    });
    return fresh;
  }

  get size(): number {
    return this.seen.size;
  }
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const bundle = path.join(folder, 'fuzzed.cjs');
  await build({
    stdin: {
      contents: `export * from './lintCompose'; export * from './fixAll'; export * from './lintSession';`,
      resolveDir: path.join(import.meta.dirname, '../src/compose'),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: bundle,
    logLevel: 'error',
  });
  const counter = new Counter('fuzzed.cjs');
  const { lintCompose, fixAll, LintSession } = (await import(bundle)) as Fuzzed;
  const seeds = [...filesWithServices];
  if (existsSync(corpus))
    for (const file of readdirSync(corpus, { recursive: true, encoding: 'utf8' }))
      if (/\.ya?ml$/.test(file)) seeds.push(readFileSync(path.join(corpus, file), 'utf8').slice(0, longest));
  const session = new LintSession();
  const files = {
    readFile: (file: string) =>
      file === '.env' ? 'A=$A\nB=${A:-x}\nPASSWORD=secret\n' : file === 'f' ? pick(seeds) : undefined,
    exists: (file: string) => file.length % 2 === 0,
  };
  const until = Date.now() + minutes * 60_000;
  let runs = 0;
  let found = 0;
  let told = 0;
  const keep = (text: string, why: string): void => {
    found++;
    const name = createHash('sha256').update(text).digest('hex').slice(0, 12);
    writeFileSync(path.join(folder, `${name}.yaml`), text);
    process.stdout.write(`${name}: ${why}\n`);
  };
  while (Date.now() < until) {
    const text = runs < seeds.length && runs < 100 ? (seeds[runs] ?? '') : mutated(seeds);
    runs++;
    const before = process.cpuUsage();
    try {
      const { findings, unreadable } = lintCompose(text, 'compose.yaml', { profile: 'strict', files });
      for (const { file, range } of findings)
        if (
          file === 'compose.yaml' &&
          !(range.start >= 0 && range.start <= range.end && range.end <= text.length)
        )
          throw new Error(`a finding stands at ${range.start}-${range.end} of ${text.length}`);
      if (!unreadable && runs % 4 === 0) fixAll(text, 'compose.yaml', { profile: 'strict', files });
      session.lint(text, 'compose.yaml', { profile: 'strict', files });
    } catch (error) {
      keep(text, (error as Error).stack ?? String(error));
    }
    const { user } = process.cpuUsage(before);
    const took = user / 1000;
    if (took > slowest) keep(text, `${took.toFixed(0)} ms for ${text.length} characters`);
    if (counter.news() > 0) seeds.push(text);
    if (Date.now() - told > 30_000) {
      told = Date.now();
      process.stdout.write(`${runs} runs, ${seeds.length} seeds, ${counter.size} blocks, ${found} found\n`);
    }
  }
  process.stdout.write(`${runs} runs, ${seeds.length} seeds, ${counter.size} blocks, ${found} found\n`);
  process.exitCode = found > 0 ? 1 : 0;
}

void main();
