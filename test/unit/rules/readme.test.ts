import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rulesReadme, rulesReadmes, type ReadmeLanguage } from '../../../scripts/rulesReadme';

describe('the pages that list the rules', () => {
  for (const [language, file] of Object.entries(rulesReadmes))
    it(`are up to date (${language})`, () => {
      const made = rulesReadme(language as ReadmeLanguage);
      assert.ok(
        readFileSync(file, 'utf8') === made,
        'run `npx tsx scripts/rulesReadme.ts` and commit what it writes',
      );
    });
});
