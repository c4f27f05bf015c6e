import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/compose/applyEdits';
import { lintCompose } from '../../../src/compose/lintCompose';
import { profiles, type Rule } from '../../../src/compose/rule';
import { rules } from '../../../src/compose/rules/registry';

/** Runs one rule in the strictest way in which it is on. */
function findingsOf(rule: Rule, text: string) {
  const result = lintCompose(text, 'compose.yaml', {
    profile: 'strict',
    ...(rule.examples.files && {
      files: {
        readFile: (path) => (rule.examples.files?.includes(path) ? '' : undefined),
        exists: (path) => rule.examples.files?.includes(path),
      },
    }),
    rules: [{ ...rule, severities: { learn: 'error', recommended: 'error', strict: 'error' } }],
  });
  assert.equal(result.unreadable, false, `example is not YAML: ${text}`);
  return result.findings;
}

describe('rules', () => {
  it('are listed once each, by id, family first', () => {
    const ids = rules.map((rule) => rule.id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
    for (const rule of rules) {
      assert.match(rule.id, /^[a-z0-9]+(-[a-z0-9]+)+$/);
      assert.ok(rule.id.startsWith(`${rule.family}-`), rule.id);
      assert.ok(
        profiles.some((profile) => rule.severities[profile] !== 'off') || rule.family === 'style',
        `${rule.id} is off everywhere`,
      );
    }
  });

  for (const rule of rules)
    describe(rule.id, () => {
      for (const [index, text] of rule.examples.good.entries())
        it(`finds nothing in good example ${index + 1}`, () => {
          assert.deepEqual(
            findingsOf(rule, text).map((finding) => finding.message),
            [],
          );
        });
      for (const [index, text] of rule.examples.bad.entries())
        it(`finds bad example ${index + 1}, and its preferred fixes settle it`, () => {
          const findings = findingsOf(rule, text);
          assert.notEqual(findings.length, 0);
          for (const finding of findings) {
            assert.ok(finding.range.end <= text.length && finding.range.start <= finding.range.end);
            for (const { edits } of finding.fixes) {
              const left = findingsOf(rule, applyEdits(text, edits));
              assert.ok(left.length < findings.length, `a fix of ${rule.id} settles nothing`);
            }
          }
        });
    });
});
