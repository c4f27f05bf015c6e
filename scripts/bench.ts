// npm run bench [-- NAME…]: runs bench/NAME.bench.ts (all of them without a name), prints a table and, when all ran,
// writes bench/RESULTS.md. Every exported function of such a file returns rows.
import { readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BenchRow } from '../bench/benchRow';
import { root } from './vscode/cacheFolder';

function table(rows: readonly BenchRow[]): string {
  const cells = [
    ['what', 'measured', 'budget', 'kept'],
    ...rows.map((row) => [
      row.what,
      row.value,
      row.budget ?? '',
      row.ok === undefined ? '' : row.ok ? 'yes' : 'NO',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) => `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}

async function main(): Promise<number> {
  const names = process.argv.slice(2);
  const files = readdirSync(path.join(root, 'bench')).filter((file) => file.endsWith('.bench.ts'));
  const rows: BenchRow[] = [];
  for (const file of files.sort()) {
    if (names.length > 0 && !names.includes(file.replace('.bench.ts', ''))) continue;
    const benches = (await import(path.join(root, 'bench', file))) as Record<string, unknown>;
    for (const [name, bench] of Object.entries(benches)) {
      if (typeof bench !== 'function' || name === 'default') continue;
      console.log(`${file}: ${name}`);
      rows.push(...((await (bench as () => BenchRow[] | Promise<BenchRow[]>)()) satisfies BenchRow[]));
    }
  }
  const text = table(rows);
  console.log(`\n${text}`);
  if (names.length === 0) {
    const machine = `${os.cpus().length} cores, Node ${process.versions.node}`;
    writeFileSync(
      path.join(root, 'bench/RESULTS.md'),
      `# Benchmarks\n\nWritten by \`npm run bench\` on ${machine}.\n\n${text}\n`,
    );
  }
  return rows.some((row) => row.ok === false) ? 1 : 0;
}

void main().then((code) => process.exit(code));
