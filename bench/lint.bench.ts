import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { buildSync } from 'esbuild';
import type { lintCompose as lintComposeType } from '../src/compose/lintCompose';
import type { LintSession as LintSessionType } from '../src/compose/lintSession';
import { median, type BenchRow } from './benchRow';

const root = path.dirname(__dirname);
const corpusFolder = path.join(root, '../shared/corpus/compose');
const rounds = 7;

interface Linter {
  readonly lintCompose: typeof lintComposeType;
  readonly LintSession: typeof LintSessionType;
}

/** The linter as it is shipped, bundled: what runs the sources as they are slows each import down. */
function shippedLinter(): Linter {
  const folder = mkdtempSync(path.join(tmpdir(), 'unboxed-bench-'));
  try {
    const outfile = path.join(folder, 'linter.cjs');
    buildSync({
      stdin: {
        contents: "export * from './lintCompose'; export * from './lintSession';",
        resolveDir: path.join(root, 'src/compose'),
      },
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      outfile,
      logLevel: 'error',
    });
    return createRequire(outfile)(outfile) as Linter;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The whole lint against the bare parse of the same texts, and the CLI against dclint's, in the same run. */
export function lint(): BenchRow[] {
  const files = corpusFiles();
  const big = generated(10_001);
  const rows = [
    ...inProcess(
      files.map((file) => readFileSync(file, 'utf8')),
      big,
    ),
  ];
  if (files.length > 0) rows.push(...commandLines(files));
  return rows;
}

/** Real public files beside the project; none where they are not (then only the generated file is measured). */
function corpusFiles(): string[] {
  if (!existsSync(corpusFolder)) return [];
  return readdirSync(corpusFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => path.join(corpusFolder, file));
}

/** A compose file of that many lines, of services as people write them. */
function generated(lines: number): string {
  const text: string[] = ['services:'];
  for (let i = 0; text.length < lines; i++)
    text.push(
      `  service${i}:`,
      `    image: registry.example.com/team/service${i}:1.${i}`,
      '    restart: unless-stopped',
      '    environment:',
      `      DATABASE_HOST: database${i}`,
      `      LOG_LEVEL: \${LOG_LEVEL:-info}`,
      '    ports:',
      `      - "127.0.0.1:${10_000 + i}:8080"`,
      '    volumes:',
      `      - ./data/${i}:/var/lib/service`,
      '    healthcheck:',
      '      test: ["CMD", "wget", "-q", "-O-", "http://localhost:8080/health"]',
      '      interval: 30s',
      `    mem_limit: 256m # service ${i}`,
      '',
    );
  return text.slice(0, lines).join('\n') + '\n';
}

function milliseconds(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function inProcess(texts: readonly string[], big: string): BenchRow[] {
  const { lintCompose, LintSession } = shippedLinter();
  const parse = (text: string): number => milliseconds(() => void parseDocument(text));
  const ours = (text: string): number => milliseconds(() => void lintCompose(text, 'compose.yaml'));
  // Warm: the first rounds are the compiler's.
  for (let round = 0; round < 3; round++)
    for (const text of [...texts, big]) [parse, ours].forEach((work) => work(text));
  const measured = (text: string): { parse: number; lint: number } => ({
    parse: median(Array.from({ length: rounds }, () => parse(text))),
    lint: median(Array.from({ length: rounds }, () => ours(text))),
  });
  const rows: BenchRow[] = [];
  const times = texts.map(measured);
  if (times.length > 0)
    for (const [name, share] of [
      ['median', 0.5],
      ['p95', 0.95],
    ] as const)
      rows.push(
        against(
          `lint of a public file, warm, ${name} of ${times.length}`,
          quantile(
            times.map((time) => time.lint),
            share,
          ),
          quantile(
            times.map((time) => time.parse),
            share,
          ),
          1.5,
          'the bare parse',
        ),
      );
  const one = measured(big);
  rows.push(against('lint of 10,001 lines, warm', one.lint, one.parse, 1.5, 'the bare parse'));
  rows.push(edits(new LintSession(), big));
  return rows;
}

/** One service after the other is edited, as in the editor: each lint knows what the one before found. */
function edits(session: LintSessionType, big: string): BenchRow {
  let text = big;
  session.lint(text, 'compose.yaml');
  const times = Array.from({ length: 500 }, (_, i) => {
    const service = (i * 37) % 600;
    text = text.replace(new RegExp(`\\d+m # service ${service}$`, 'm'), `${100 + i}m # service ${service}`);
    return milliseconds(() => void session.lint(text, 'compose.yaml'));
  }).slice(100);
  const p99 = quantile(times, 0.99);
  return {
    what: 'lint again after an edit of one service in 10,001 lines, p99 of 400',
    value: `${p99.toFixed(1)} ms (median ${median(times).toFixed(1)} ms)`,
    budget: '< 16 ms',
    ok: p99 < 16,
  };
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

function against(what: string, ours: number, theirs: number, budget: number, peer: string): BenchRow {
  const ratio = ours / theirs;
  return {
    what,
    value: `${ours.toFixed(2)} ms, ${ratio.toFixed(2)}× ${peer} (${theirs.toFixed(2)} ms)`,
    budget: `≤ ${budget}×`,
    ok: ratio <= budget,
  };
}

/** Start-up included. Findings make the linters exit with 1: that is no failure here. */
function commandLines(files: readonly string[]): BenchRow[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'unboxed-bench-'));
  try {
    const bare = path.join(folder, 'parse.cjs');
    writeFileSync(
      bare,
      `const { parseDocument } = require(${JSON.stringify(path.join(root, 'node_modules/yaml'))});
for (const file of process.argv.slice(2)) parseDocument(require('node:fs').readFileSync(file, 'utf8'));`,
    );
    const run = (...args: string[]): number =>
      milliseconds(() => {
        try {
          execFileSync(process.execPath, [...args, ...files], { stdio: 'ignore' });
        } catch (error) {
          if ((error as { status?: number }).status !== 1) throw error;
        }
      });
    const ours: number[] = [];
    const parse: number[] = [];
    const peer: number[] = [];
    // In turns: what else the machine does then slows all of them alike.
    for (let round = 0; round < 6; round++) {
      ours.push(run(path.join(root, 'dist/cli.js'), 'lint'));
      parse.push(run(bare));
      if (round % 2 === 0) peer.push(run(path.join(root, 'node_modules/dclint/bin/dclint.cjs'), '--quiet'));
    }
    const dclint = median(peer);
    const faster = dclint / median(ours);
    return [
      against(
        `unboxed lint of ${files.length} files, start-up included`,
        median(ours),
        median(parse),
        1.5,
        'a bare parse script',
      ),
      {
        what: 'the same files with dclint',
        value: `${dclint.toFixed(0)} ms: unboxed is ${faster.toFixed(1)}× as fast`,
        budget: '≥ 15×',
        ok: faster >= 15,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
