import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readmeFile, withSettingsTable } from '../../scripts/settingsTable';

describe('README.md', () => {
  const readme = readFileSync(readmeFile, 'utf8');
  const squeeze = (text: string) => text.replace(/[ -]+/g, ' ');

  it('lists the settings that the manifest has', () => {
    assert.equal(squeeze(readme), squeeze(withSettingsTable(readme)), 'run npx tsx scripts/settingsTable.ts');
  });

  it('shows pictures and links to files that exist', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
    assert.ok(targets.length > 3);
    assert.deepEqual(
      targets.filter((target) => !existsSync(path.join(path.dirname(readmeFile), target))),
      [],
    );
  });
});
