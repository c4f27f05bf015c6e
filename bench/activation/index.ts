import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** Runs in the extension host: activates two extensions and writes how long each took, in milliseconds. */
export async function run(): Promise<void> {
  const milliseconds: Record<string, number> = {};
  // Once before, so that neither pays for what VS Code loads at the first activation of all.
  await vscode.extensions.getExtension('vscode.media-preview')?.activate();
  const ids = ['unboxed-bench.empty', 'unboxed.unboxed'];
  // Whoever comes second finds warmer caches: the turns alternate.
  if (process.env['UNBOXED_BENCH_ORDER'] === 'reverse') ids.reverse();
  for (const id of ids) {
    const extension = vscode.extensions.getExtension(id);
    if (!extension) throw new Error(`${id} is not there.`);
    if (extension.isActive) throw new Error(`${id} is active already.`);
    const start = performance.now();
    await extension.activate();
    milliseconds[id] = performance.now() - start;
  }
  writeFileSync(process.env['UNBOXED_BENCH_OUTPUT'] ?? 'activation.json', JSON.stringify(milliseconds));
}
