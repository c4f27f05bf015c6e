import assert from 'node:assert/strict';
import { lintCompose } from '../../../src/compose/lintCompose';
import { rules } from '../../../src/compose/rules/registry';
import { fixEffects, unwantedEffects } from '../../support/fixEffects';

describe('what fixes mean to change', () => {
  it('is declared for every rule whose examples can be mended, and for no other', () => {
    const fixable = rules.filter((rule) => {
      const on = { ...rule, severities: { learn: 'hint', recommended: 'hint', strict: 'hint' } as const };
      return rule.examples.bad.some((text) =>
        lintCompose(text, 'compose.yaml', { profile: 'strict', rules: [on] }).findings.some(
          ({ fixes }) => fixes.length > 0,
        ),
      );
    });
    assert.deepEqual(
      fixable.map(({ id }) => id),
      Object.keys(fixEffects),
    );
  });

  it('is told from what they must leave', () => {
    const before = { services: { a: { image: 'x', cpus: 1 }, b: { image: 'y', ports: [{ target: 80 }] } } };
    const after = { services: { a: { image: 'x', cpus: 2 }, b: { image: 'z', ports: [] }, c: {} } };
    assert.deepEqual(unwantedEffects(before, after, ['services/*/cpus']), [
      'services/b/image: "y" → "z"',
      'services/b/ports/0/target: 80 → nothing',
    ]);
    assert.deepEqual(unwantedEffects(before, after, ['services']), []);
    assert.deepEqual(unwantedEffects(before, before, []), []);
  });
});
