import path from 'node:path';
import { parseDocument } from 'yaml';
import type { ComposeAnalysis, ComposeSet } from '../src/editor/composeAnalysis';
import type * as Analysis from '../src/editor/composeAnalysis';
import { lensesOf } from '../src/editor/model/lensModel';
import { servicesOfRun } from '../src/editor/model/projectRun';
import { root } from '../scripts/vscode/cacheFolder';
import { median, type BenchRow } from './benchRow';

const rounds = 21;
/** Milliseconds: an answer that takes longer can be felt. */
const frame = 16;

/** What the editor asks about a file of 100 services and 10,000 lines, each answer by the bundle that is shipped. */
export async function editor(): Promise<BenchRow[]> {
  const { analyse, helpAt, suggestionsAt, linksOf } = (await import(
    path.join(root, 'dist/composeAnalysis.js')
  )) as typeof Analysis;
  const text = generated();
  const set = (now: string): ComposeSet => ({
    main: { file: '/project/compose.yaml', text: now },
    dotEnvFiles: ['.env'],
    files: { readFile: () => undefined, exists: () => undefined },
    run: {},
  });
  let known: ComposeAnalysis = analyse(set(text), {});
  let edit = 0;
  const again = (): void => {
    known = analyse(set(text.replace('value 50 40', `value ${edit++}`)), {}, known);
  };
  const nothing = (): undefined => undefined;
  const lenses = (): void => {
    lensesOf({
      servicesKey: known.servicesKey,
      services: servicesOfRun(known.lint.run, nothing),
      passwords: [],
      sight: { kind: 'known', services: new Map(), host: 'localhost' },
      drift: [],
      pending: new Set(),
      choices: '',
      project: 'project',
      profiles: [],
      shown: () => true,
    });
  };
  const parse = time(() => void parseDocument(text));
  const row = (what: string, work: () => void, budget = frame, words = `< ${frame} ms`): BenchRow => {
    const taken = time(work);
    return {
      what: `${what}, 100 services in 10,000 lines`,
      value: `${taken.toFixed(2)} ms (bare parse ${parse.toFixed(0)} ms)`,
      budget: words,
      ok: taken < budget,
    };
  };
  return [
    row('problems and passwords after an edit', again, parse / 4, '< ¼ of the bare parse'),
    row('lenses', lenses),
    row('hover', () => void helpAt(known, text.lastIndexOf('mem_limit') + 2)),
    row('completion', () => void suggestionsAt(known, text, text.lastIndexOf('depends_on: [') + 13)),
    row('links', () => void linksOf(known)),
  ];
}

/** One service in ten keeps a password. */
function generated(): string {
  const services = Array.from({ length: 100 }, (_, s) =>
    [
      `  service-${s}:`,
      `    image: ${s % 10 === 0 ? 'postgres:17' : `registry.example.com/service:${s}`}`,
      '    environment:',
      ...(s % 10 === 0 ? [`      POSTGRES_PASSWORD: kept-${s}`] : ['      MODE: production']),
      ...Array.from({ length: 90 }, (_key, k) => `      KEY_${k}: value ${s} ${k}`),
      `    ports: ["127.0.0.1:${8000 + s}:80"]`,
      '    mem_limit: 64m',
      '    restart: always',
      `    depends_on: [${s === 0 ? '' : 'service-0'}]`,
      '    networks: [front]',
    ].join('\n'),
  );
  return `services:\n${services.join('\n')}\nnetworks: { front: }\n`;
}

/** The middle of some rounds, after some for the compiler. */
function time(work: () => void): number {
  for (let round = 0; round < 5; round++) work();
  return median(
    Array.from({ length: rounds }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}
