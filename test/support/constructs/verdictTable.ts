import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Construct } from './generateConstructs';

/** Where the answers of Compose are kept. */
export const verdictFile = path.join(import.meta.dirname, 'verdicts.tsv');

/** What both versions of Compose said of a construct when they were asked. */
export interface Verdicts {
  readonly '2.40': boolean;
  /** Undefined where it was not asked yet. */
  readonly '2.26': boolean | undefined;
  /** Why it is refused, in Compose's words without the path: the newest's where it refuses, else the older one's. */
  readonly reason: string;
}

/** The answers by construct: see `keyOf`. */
export type VerdictTable = ReadonlyMap<string, Verdicts>;

export const keyOf = ({ path: place, value }: Pick<Construct, 'path' | 'value'>): string =>
  `${place}\t${value}`;

const head = `# What Compose 2.26 and 2.40 (the two signs of each line: + takes, - refuses, ? not asked) say of the generated constructs.
# Made by \`npx tsx scripts/composeVerdicts.ts\`. A path, and under it lines of: signs, reason where one refuses, values.
`;

/** Reads the table; empty where there is none yet. */
export function readVerdicts(): VerdictTable {
  let text: string;
  try {
    text = readFileSync(verdictFile, 'utf8');
  } catch {
    return new Map();
  }
  const table = new Map<string, Verdicts>();
  let place = '';
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [signs = '', ...fields] = line.split('\t');
    if (!/^[+?-][+-]$/.test(signs)) {
      place = line;
      continue;
    }
    const reason = !signs.includes('-') ? '' : (fields.shift() ?? '');
    for (const value of fields)
      table.set(keyOf({ path: place, value }), {
        '2.26': signs.startsWith('?') ? undefined : signs.startsWith('+'),
        '2.40': signs.endsWith('+'),
        reason,
      });
  }
  return table;
}

/** The text of the table: what was asked of the constructs, in their order. */
export function verdictText(constructs: readonly Construct[], table: VerdictTable): string {
  const places = new Map<string, Map<string, string[]>>();
  for (const construct of constructs) {
    const verdicts = table.get(keyOf(construct));
    if (!verdicts) continue;
    const signs = `${sign(verdicts['2.26'])}${sign(verdicts['2.40'])}`;
    const lines = places.get(construct.path) ?? new Map<string, string[]>();
    places.set(construct.path, lines);
    const line = !signs.includes('-') ? signs : `${signs}\t${verdicts.reason}`;
    lines.set(line, [...(lines.get(line) ?? []), construct.value]);
  }
  return `${head}${[...places]
    .map(([place, lines]) => [place, ...[...lines].map(([line, values]) => [line, ...values].join('\t'))])
    .map((lines) => `${lines.join('\n')}\n`)
    .join('')}`;
}

const sign = (taken: boolean | undefined): string => (taken === undefined ? '?' : taken ? '+' : '-');
