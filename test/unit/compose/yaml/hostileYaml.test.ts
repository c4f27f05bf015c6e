import assert from 'node:assert/strict';
import { lintCompose } from '../../../../src/compose/lintCompose';
import { schemaBadValue } from '../../../../src/compose/rules/schemaBadValue';
import { parseYaml } from '../../../../src/compose/yaml/parseYaml';

const problemsOf = (text: string): string[] =>
  parseYaml({ file: 'f', text }).problems.map((problem) => problem.message.text);

describe('hostile YAML', () => {
  const deep: [string, string][] = [
    ['indented maps', Array.from({ length: 10_000 }, (_, i) => ' '.repeat(i) + 'a:\n').join('')],
    ['brackets', 'a: ' + '['.repeat(10_000) + ']'.repeat(10_000)],
    ['braces', 'a: ' + '{b: '.repeat(10_000) + '}'.repeat(10_000)],
    ['dashes', 'a:\n' + '- '.repeat(10_000) + 'b'],
    ['brackets that only the library reads', '? x\n: ' + '['.repeat(10_000) + ']'.repeat(10_000)],
  ];
  for (const [name, text] of deep)
    it(`says that 10,000 nested ${name} are too deep`, () => {
      assert.match(problemsOf(text)[0] ?? '', /nested more than/);
    });

  it('takes 100,000 aliases', () => {
    const text = 'x: &x {a: b}\ny:\n' + '  - *x\n'.repeat(100_000);
    assert.deepEqual(problemsOf(text), []);
  });

  it('says the same 150,000 times where it is wrong 150,000 times', function () {
    this.timeout(60_000);
    const text = `services:\n  a:\n    image: a\n    security_opt:\n${'      - a\n'.repeat(150_000)}`;
    const { findings } = lintCompose(text, 'compose.yaml', { rules: [schemaBadValue] });
    assert.equal(findings.length, 149_999);
  });

  it('takes a bomb of aliases without unfolding it', () => {
    const lines = ['x0: &x0 {a: b}'];
    for (let i = 1; i < 100; i++)
      lines.push(
        `x${i}: &x${i}\n  <<: [${`*x${i - 1}, `.repeat(9)}*x${i - 1}]\n  k${i}: [${`*x${i - 1}, `.repeat(9)}]`,
      );
    lines.push('services:\n  web:\n    <<: *x99\n    image: busybox\n    environment: *x99');
    const started = performance.now();
    const { unreadable, model } = lintCompose(lines.join('\n'), 'f', { profile: 'strict' });
    assert.ok(unreadable);
    assert.match(model.problems[0]?.message.text ?? '', /aliases/);
    assert.ok(performance.now() - started < 2000);
  });

  it('refuses a chain of merges that grows with its square', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => `x${i}: &x${i} {<<: *x${i - 1}, k${i}: 1}`);
    const text = ['x-1: &x-1 {}', ...chain].join('\n').replaceAll('x-1', 'y').replace('*x-1', '*y');
    assert.match(problemsOf(text)[0] ?? '', /aliases/);
  });
});
