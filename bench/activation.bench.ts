import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { extensionHost } from '../scripts/testing/extensionHost';
import { root } from '../scripts/vscode/cacheFolder';
import { temporaryFolder } from '../test/support/temporaryFolder';
import { median, type BenchRow } from './benchRow';

const runs = 5;
const budget = 50;

/** Activation in a real extension host, against an extension that does nothing, in the same run. */
export async function activation(): Promise<BenchRow[]> {
  const tests = path.join(root, 'out/bench');
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/activation/index.ts'],
    outdir: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const host = await extensionHost('newest');
  const scratch = await temporaryFolder();
  const empty: number[] = [];
  const ours: number[] = [];
  try {
    for (let turn = 0; turn < runs; turn += 1) {
      const output = path.join(scratch.path, `${turn}.json`);
      await host.run({
        extension: root,
        beside: [path.join(root, 'bench/activation/emptyExtension')],
        tests,
        env: { UNBOXED_BENCH_OUTPUT: output, UNBOXED_BENCH_ORDER: turn % 2 === 0 ? 'straight' : 'reverse' },
      });
      const measured = JSON.parse(readFileSync(output, 'utf8')) as Record<string, number>;
      empty.push(measured['unboxed-bench.empty'] ?? NaN);
      ours.push(measured['unboxed.unboxed'] ?? NaN);
    }
  } finally {
    await scratch.remove();
  }
  const time = median(ours);
  const nothing = median(empty);
  return [
    {
      what: `activation, median of ${runs} starts of ${host.name}`,
      value: `${time.toFixed(1)} ms`,
      budget: `< ${budget} ms`,
      ok: time < budget,
    },
    {
      what: 'activation of an empty extension in the same runs',
      value: `${nothing.toFixed(1)} ms (Unboxed: ${(time / nothing).toFixed(1)}×)`,
    },
  ];
}
