import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { packageVsix } from '../scripts/packageVsix';
import { root } from '../scripts/vscode/cacheFolder';
import type { BenchRow } from './benchRow';

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(0)} KB`;
const bundleBudget = 200 * 1024;
const vsixBudget = 1.5 * 1024 * 1024;

/** Sizes of the bundles in dist/. */
export function bundles(): BenchRow[] {
  const dist = path.join(root, 'dist');
  return readdirSync(dist)
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, size: statSync(path.join(dist, file)).size }))
    .sort((a, b) => Number(b.file === 'extension.js') - Number(a.file === 'extension.js') || b.size - a.size)
    .map(({ file, size }) =>
      file === 'extension.js'
        ? {
            what: 'dist/extension.js, loaded at activation',
            value: kilobytes(size),
            budget: `< ${kilobytes(bundleBudget)}`,
            ok: size < bundleBudget,
          }
        : { what: `dist/${file}, loaded when needed`, value: kilobytes(size) },
    );
}

/** Size of what is published. */
export async function vsix(): Promise<BenchRow[]> {
  const { size } = statSync(await packageVsix());
  return [
    { what: 'VSIX', value: kilobytes(size), budget: `< ${kilobytes(vsixBudget)}`, ok: size < vsixBudget },
  ];
}
