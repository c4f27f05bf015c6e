import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/compose/applyEdits';
import type { FileAccess } from '../../../src/compose/composeModel';
import type { Finding } from '../../../src/compose/finding';
import { lintCompose } from '../../../src/compose/lintCompose';
import type { Rule, RuleFamily } from '../../../src/compose/rule';
import { rules } from '../../../src/compose/rules/registry';

/** For each rule, for each of its bad examples, the words under each finding, in order. */
export type RuleTable = Readonly<Record<string, readonly (readonly string[])[]>>;

/** Runs one rule, also where its profile leaves it off. */
export function findingsOf(rule: Rule, text: string, files?: FileAccess): readonly Finding[] {
  const on = rule.severities.strict === 'off' ? 'hint' : rule.severities.strict;
  const result = lintCompose(text, 'compose.yaml', {
    profile: 'strict',
    rules: [{ ...rule, severities: { ...rule.severities, strict: on } }],
    ...(files && { files }),
  });
  assert.equal(result.unreadable, false, `not YAML:\n${text}`);
  return result.findings;
}

export function ruleNamed(id: string): Rule {
  const rule = rules.find((one) => one.id === id);
  assert.ok(rule, `no rule ${id}`);
  return rule;
}

export function wordsUnder(text: string, findings: readonly Finding[]): string[] {
  return findings.map(({ range }) => text.slice(range.start, range.end));
}

const commentsOf = (text: string): string[] => text.match(/#.*/g) ?? [];

/** Checks a family: good examples are clean, bad ones give exactly these findings, and fixes settle them. */
export function testFamily(family: RuleFamily, table: RuleTable): void {
  describe(`${family} rules`, () => {
    it('all stand in the table', () => {
      const ids = rules.filter((rule) => rule.family === family).map((rule) => rule.id);
      assert.deepEqual(Object.keys(table).sort(), ids);
    });
    for (const [id, expected] of Object.entries(table))
      it(`${id} finds what it should, where it should, and its fixes settle it`, () => {
        const rule = ruleNamed(id);
        const { bad, good } = rule.examples;
        const files = filesOf(rule);
        for (const text of good) assert.deepEqual(wordsUnder(text, findingsOf(rule, text, files)), [], text);
        assert.equal(expected.length, bad.length, `${id} has ${bad.length} bad examples`);
        for (const [index, text] of bad.entries()) {
          const findings = findingsOf(rule, text, files);
          assert.deepEqual(wordsUnder(text, findings), expected[index], text);
          for (const finding of findings)
            for (const { edits } of finding.fixes) {
              const fixed = applyEdits(text, edits);
              assert.equal(
                findingsOf(rule, fixed, files).length,
                findings.length - 1,
                `not settled:\n${fixed}`,
              );
              assert.deepEqual(commentsOf(fixed), commentsOf(text), 'a fix lost a comment');
            }
        }
      });
  });
}

function filesOf(rule: Rule): FileAccess | undefined {
  const { files } = rule.examples;
  return (
    files && {
      readFile: (path) => (files.includes(path) ? '' : undefined),
      exists: (path) => files.includes(path),
    }
  );
}
