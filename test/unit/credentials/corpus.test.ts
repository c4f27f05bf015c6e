import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { corpus, needsCorpus } from '../../support/corpus';
import { applyEdits } from '../../../src/compose/applyEdits';
import { credentialProject } from '../../../src/compose/credentials/credentialProject';
import { findCredentials } from '../../../src/compose/credentials/findCredentials';
import { linkCredentials, type CredentialGroup } from '../../../src/compose/credentials/linkedCopies';
import { planRewrite } from '../../../src/compose/credentials/planRewrite';
import { rewriteStrategies } from '../../../src/compose/credentials/rewritePlan';
import { parseCompose } from '../../../src/compose/parseCompose';
import { linkFiles } from '../../../src/compose/project/linkFiles';

/** Real public compose files; they lie beside the project and are read where they are. */
const file = 'compose.yaml';

function read(texts: ReadonlyMap<string, string>): { defaults: CredentialGroup[]; broken: boolean } {
  const model = parseCompose(texts.get(file) ?? '', file);
  const files = { readFile: (name: string) => texts.get(name), exists: (name: string) => texts.has(name) };
  const project = credentialProject(linkFiles(model, files), files);
  const groups = linkCredentials(project, findCredentials(project));
  return { defaults: groups.filter(({ reason }) => reason !== undefined), broken: model.problems.length > 0 };
}

describe('new passwords in the public corpus', function () {
  before(function () {
    needsCorpus(this);
  });

  for (const strategy of rewriteStrategies)
    it(`leave no default, keep the YAML sound, and every other line as it is: ${strategy}`, function () {
      this.timeout(60_000);
      let changed = 0;
      for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
        if (!/\.ya?ml$/.test(name)) continue;
        const text = readFileSync(path.join(corpus, name), 'utf8');
        for (const variant of [text, text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n')]) {
          const before = new Map([[file, variant]]);
          const { defaults, broken } = read(before);
          if (broken || defaults.length === 0) continue;
          const files = { readFile: (one: string) => before.get(one), exists: () => false };
          const project = credentialProject(linkFiles(parseCompose(variant, file), files), files);
          const plan = planRewrite(project, defaults, { strategy, randomBytes, reminder: 'set it in .env' });
          const after = new Map(
            [...new Set(plan.edits.map((edit) => edit.file))].map((one) => [
              one,
              applyEdits(
                before.get(one) ?? '',
                plan.edits.filter((edit) => edit.file === one),
              ),
            ]),
          );
          const now = read(after);
          assert.equal(now.broken, false, name);
          assert.equal(now.defaults.length, plan.skipped.length, name);
          const touched = new Set(
            plan.edits.filter((edit) => edit.file === file).map(({ range }) => lineOf(variant, range.start)),
          );
          const lines = new Set((after.get(file) ?? '').split('\n'));
          for (const [index, line] of variant.split('\n').entries())
            if (!touched.has(index)) assert.ok(lines.has(line), `${name}:${index + 1}`);
          changed++;
        }
      }
      assert.ok(changed > 20, String(changed));
    });
});

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length - 1;
