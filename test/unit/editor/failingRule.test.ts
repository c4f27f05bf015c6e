import assert from 'node:assert/strict';
import { lintCompose } from '../../../src/compose/lintCompose';
import { LintSession } from '../../../src/compose/lintSession';
import { rules } from '../../../src/compose/rules/registry';

const text = 'services:\n  web:\n    image: nginx:latest\n    privileged: true\n';
const [first] = rules;
const broken = {
  ...first!,
  id: 'style-throws' as const,
  severities: { learn: 'error', recommended: 'error', strict: 'error' } as const,
  checkFile: (): void => {
    throw new Error('of the file');
  },
  checkService: (): void => {
    throw new Error('of a service');
  },
};

describe('a rule that throws', () => {
  it('is told, and takes nothing away from what the others say', () => {
    const all = lintCompose(text, 'compose.yaml').findings;
    assert.ok(all.length > 0);
    for (const lint of [
      lintCompose,
      (...args: Parameters<typeof lintCompose>) => new LintSession().lint(...args),
    ]) {
      const failed: string[] = [];
      const { findings } = lint(text, 'compose.yaml', {
        rules: [broken, ...rules],
        onFailure: (rule, error) => failed.push(`${rule} ${String(error)}`),
      });
      assert.deepEqual(failed, ['style-throws Error: of the file', 'style-throws Error: of a service']);
      assert.deepEqual(
        findings.map(({ ruleId }) => ruleId),
        all.map(({ ruleId }) => ruleId),
      );
    }
  });

  it('is the caller’s to hear where nobody listens', () => {
    assert.throws(() => lintCompose(text, 'compose.yaml', { rules: [broken] }), /of the file/);
  });
});
