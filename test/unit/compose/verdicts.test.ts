import assert from 'node:assert/strict';
import { readSchema } from '../../../scripts/compileSchema';
import { generateConstructs } from '../../support/constructs/generateConstructs';
import { differenceOf, verdictDifferences } from '../../support/constructs/verdictDifferences';
import { keyOf, readVerdicts } from '../../support/constructs/verdictTable';
import { weRefuse } from '../../support/constructs/weRefuse';

describe('the linter against the table of what Compose said', function () {
  this.timeout(120_000);
  const table = readVerdicts();

  it('has an answer of Compose for every generated construct', async () => {
    const missing = generateConstructs(await readSchema('2.40')).filter(
      (construct) => !table.has(keyOf(construct)),
    );
    assert.deepEqual(missing.map(keyOf), [], 'run npx tsx scripts/composeVerdicts.ts');
    assert.ok(table.size >= 5000, String(table.size));
  });

  it('takes and refuses what Compose 2.40 does, but for what is listed', async () => {
    const different: string[] = [];
    const met = new Set<string>();
    let listed = 0;
    for (const construct of generateConstructs(await readSchema('2.40'))) {
      const verdicts = table.get(keyOf(construct));
      if (!verdicts) continue;
      const taken = verdicts['2.40'];
      const ours = weRefuse(construct.text);
      if (taken === (ours === undefined)) continue;
      const known = differenceOf(construct, taken ? 'takes' : 'refuses');
      if (known) {
        listed++;
        met.add(known.what);
      } else different.push(`${keyOf(construct)}\t${ours ?? `Compose: ${verdicts.reason}`}`);
    }
    assert.deepEqual(different, []);
    assert.deepEqual(
      verdictDifferences.filter(({ what }) => !met.has(what)).map(({ what }) => what),
      [],
      'listed, and no longer so',
    );
    assert.ok(listed / table.size < 0.005, `${listed} of ${table.size}`);
  });

  it('calls no key unknown that Compose 2.40 takes', async () => {
    for (const construct of generateConstructs(await readSchema('2.40')))
      if (table.get(keyOf(construct))?.['2.40'] === true)
        assert.notEqual(weRefuse(construct.text), 'schema-unknown-key', keyOf(construct));
  });
});
