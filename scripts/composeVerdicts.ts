// npx tsx scripts/composeVerdicts.ts [--all] [--newest]: asks Compose 2.26 and 2.40 for the generated constructs that the table of
// verdicts does not have, or for all (about half an hour), and writes the table anew.
import { writeFileSync } from 'node:fs';
import { askCompose } from '../test/support/constructs/askCompose';
import { composeVersions, type ComposeVersion } from '../test/support/composeConfig';
import { generateConstructs, type Construct } from '../test/support/constructs/generateConstructs';
import { keyOf, readVerdicts, verdictFile, verdictText } from '../test/support/constructs/verdictTable';
import { weRefuse } from '../test/support/constructs/weRefuse';
import { readSchema } from './compileSchema';

/** So many are asked for before the table is written, so that a run that is cut short loses little. */
const atOnce = 256;

async function main(): Promise<void> {
  const constructs = generateConstructs(await readSchema('2.40'));
  const table = new Map(process.argv.includes('--all') ? [] : readVerdicts());
  const versions: readonly ComposeVersion[] = process.argv.includes('--newest') ? ['2.40'] : composeVersions;
  const isKnown = (construct: Construct): boolean => {
    const verdicts = table.get(keyOf(construct));
    return verdicts !== undefined && versions.every((version) => verdicts[version] !== undefined);
  };
  const unknown = inBreadth(constructs).filter((construct) => !isKnown(construct));
  for (let at = 0; at < unknown.length; at += atOnce) {
    const asked = await askCompose(
      unknown.slice(at, at + atOnce),
      ({ text }) => weRefuse(text) === undefined,
    );
    for (const [key, verdicts] of asked) table.set(key, verdicts);
    writeFileSync(verdictFile, verdictText(constructs, table));
    console.log(`${Math.min(at + atOnce, unknown.length)} of ${unknown.length}`);
  }
  writeFileSync(verdictFile, verdictText(constructs, table));
}

/** The first value of each path, then the second of each, and so on. */
function inBreadth(constructs: readonly Construct[]): Construct[] {
  const seen = new Map<string, number>();
  const ranked = constructs.map((construct) => {
    const rank = seen.get(construct.path) ?? 0;
    seen.set(construct.path, rank + 1);
    return { construct, rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ construct }) => construct);
}

void main();
