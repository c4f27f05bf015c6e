import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';

const megabyte = 1024 * 1024;
/** What one process may take for the largest file, in MB: text, nodes and findings together. */
const heap = 800;

/** Each makes a file; what it should be said to be, if anything. */
const files: readonly (readonly [name: string, make: () => string, problem: RegExp | undefined])[] = [
  [
    '50 MB of services',
    () => {
      const parts = ['services:\n'];
      for (let size = 0, i = 0; size < 50 * megabyte; i++) {
        const one = `  s${i}:\n    image: registry.example.com/team/s${i}:1.${i}\n    command: ["run", "${'x'.repeat(25_000)}"]\n    ports:\n      - "127.0.0.1:80:80"\n`;
        parts.push(one);
        size += one.length;
      }
      return parts.join('');
    },
    undefined,
  ],
  ['50 MB in one line', () => `services: {a: {image: "${'x'.repeat(50 * megabyte)}"}}\n`, undefined],
  ['50 MB of brackets', () => `a: ${'['.repeat(50 * megabyte)}`, /nested more than|never closed/],
  [
    'a depth of 10,000',
    () => Array.from({ length: 10_000 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    /nested more than/,
  ],
  [
    '100,000 aliases',
    () => `x-e: &e {A: b}\nservices:\n  a:\n    image: a\n    x-all:\n${'      - *e\n'.repeat(100_000)}`,
    undefined,
  ],
  [
    'an alias bomb',
    () => {
      const lines = ['x-0: &x0 [a, a, a, a, a, a, a, a, a, a]'];
      for (let i = 1; i < 40; i++) lines.push(`x-${i}: &x${i} [${`*x${i - 1}, `.repeat(9)}*x${i - 1}]`);
      return `${lines.join('\n')}\nservices: {a: {image: a, command: *x39}}\n`;
    },
    /aliases of this file are more than/,
  ],
];

interface Said {
  readonly problem: string | null;
  readonly seconds: number;
  readonly megabytes: number;
}

describe('files that nobody wrote', function () {
  this.timeout(300_000);
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unboxed-huge-'));
    buildSync({
      stdin: {
        contents: `import { lintCompose } from './lintCompose';
import { formatMessage } from '../message';
import { readFileSync } from 'node:fs';
const text = readFileSync(process.argv[2], 'utf8');
const { model } = lintCompose(text, 'compose.yaml', { profile: 'learn' });
const [problem] = model.problems;
const { userCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({
  problem: problem ? formatMessage(problem.message) : null,
  seconds: userCPUTime / 1e6,
  megabytes: maxRSS / 1024,
}));`,
        resolveDir: path.join(import.meta.dirname, '../../../../src/compose'),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: path.join(folder, 'lint.cjs'),
    });
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [name, make, problem] of files)
    it(`takes ${name} in bounded time and memory`, () => {
      const file = path.join(folder, 'compose.yaml');
      writeFileSync(file, make());
      const run = spawnSync(
        process.execPath,
        [`--max-old-space-size=${heap}`, path.join(folder, 'lint.cjs'), file],
        { encoding: 'utf8', timeout: 240_000 },
      );
      assert.equal(run.status, 0, run.stderr.slice(-2000));
      const said = JSON.parse(run.stdout) as Said;
      if (process.env['UNBOXED_SHOW'] !== undefined) console.log(said, readFileSync(file).length);
      if (problem) assert.match(said.problem ?? '', problem);
      else assert.equal(said.problem, null);
      assert.ok(said.seconds < 60, `${said.seconds} seconds of the processor`);
      assert.ok(said.megabytes < 1000, `${said.megabytes} MB`);
    });
});
