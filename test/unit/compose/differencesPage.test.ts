import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { differencesPage } from '../../support/composeDifferences';

describe('the page on where the linter differs from Compose', () => {
  it('is up to date', () => {
    const file = path.join(import.meta.dirname, '../../../src/compose/DIFFERENCES.md');
    assert.ok(
      readFileSync(file, 'utf8') === differencesPage(),
      'run `npx tsx scripts/composeDifferences.ts` and commit what it writes',
    );
  });
});
