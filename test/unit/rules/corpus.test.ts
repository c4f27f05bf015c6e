import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { corpus, needsCorpus } from '../../support/corpus';
import { applyEdits } from '../../../src/compose/applyEdits';
import { lintCompose } from '../../../src/compose/lintCompose';
import { rules } from '../../../src/compose/rules/registry';
import { findingsOf } from './ruleTable';

/** Real public compose files; they lie beside the project and are read where they are. */

function corpusFiles(): { name: string; text: string }[] {
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(corpus, name), 'utf8') }));
}

describe('the rules on real files', () => {
  before(function () {
    needsCorpus(this);
  });

  it('say less than four things a service in the profile `learn`', () => {
    let services = 0;
    let findings = 0;
    for (const { name, text } of corpusFiles()) {
      const result = lintCompose(text, name, { profile: 'learn' });
      services += result.model.services.size;
      findings += result.findings.length;
    }
    console.log(
      `      ${findings} findings on ${services} services: ${(findings / services).toFixed(2)} a service`,
    );
    assert.ok(findings / services < 4);
  });

  it('call a file broken only where Compose refuses it', () => {
    const broken = corpusFiles().filter(({ name, text }) =>
      lintCompose(text, path.basename(name), { profile: 'learn' }).findings.some(
        ({ severity, ruleId }) => severity === 'error' && /^(?:correctness|limits)-/.test(ruleId),
      ),
    );
    // It needs an override file that defines its secrets.
    assert.deepEqual(
      broken.map(({ name }) => name.split(path.sep).join('/')),
      ['zulip/docker-zulip/compose.yaml'],
    );
  });

  for (const rule of rules.filter(({ family }) => family !== 'credential' && family !== 'schema'))
    it(`${rule.id}: each fix settles its finding and leaves sound YAML`, function () {
      this.timeout(60_000);
      for (const { name, text } of corpusFiles()) {
        const findings = findingsOf(rule, text);
        for (const { fixes } of findings)
          for (const { edits } of fixes) {
            const left = findingsOf(rule, applyEdits(text, edits));
            assert.ok(left.length < findings.length, `${name}: not settled`);
          }
      }
    });
});
