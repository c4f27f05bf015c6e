// npx tsx scripts/composeDifferences.ts: writes the page on where the linter differs from Compose.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { differencesPage } from '../test/support/composeDifferences';

writeFileSync(path.join(import.meta.dirname, '../src/compose/DIFFERENCES.md'), differencesPage());
