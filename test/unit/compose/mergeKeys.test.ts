import assert from 'node:assert/strict';
import { lintCompose } from '../../../src/compose/lintCompose';

/** The errors in a file as `rule: words under it`. */
function errors(text: string): string[] {
  const { findings, unreadable } = lintCompose(text, 'compose.yaml', { profile: 'strict' });
  assert.ok(!unreadable, text);
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId, range }) => `${ruleId}: ${text.slice(range.start, range.end)}`);
}

const head = 'x-one: &one {init: true}\nx-two: &two {tty: true}\nx-list: &list [{init: true}, *two]\n';
const withKeys = (...lines: readonly string[]): string =>
  `${head}services:\n  app:\n    image: app:1\n${lines.map((line) => `    ${line}\n`).join('')}`;

describe('`<<`', () => {
  for (const line of [
    '<<: *one',
    '<<: [*one, *two]',
    '<<: [{init: true}, *two]',
    '<<: *list',
    '<<: {init: true}',
    '<<: []',
    '!!merge <<: *one',
    '!!merge "<<": *one',
  ])
    it(`merges with ${line}`, () => {
      assert.deepEqual(errors(withKeys(line)), []);
    });

  for (const [line, where] of [
    ['<<: app', 'app'],
    ['<<: 5', '5'],
    ['<<:', '<<'],
    ['<<: [app]', '[app]'],
    ['<<: [~]', '[~]'],
    ['<<: [*list]', '[*list]'],
    ['<<: [*one, [*two]]', '[*one, [*two]]'],
  ] as const)
    it(`merges nothing with ${line}`, () => {
      assert.deepEqual(errors(withKeys(line)), [`correctness-duplicate-key: ${where}`]);
    });

  it('says at the alias that it leads to no map', () => {
    const text = 'x-name: &name app\nservices:\n  app:\n    <<: *name\n    image: app:1\n';
    assert.deepEqual(errors(text), ['correctness-duplicate-key: *name']);
  });

  it('is looked at outside of services, too', () => {
    assert.deepEqual(errors(`x-other:\n  <<: 5\n${withKeys()}`), ['correctness-duplicate-key: 5']);
  });

  it('stands once in a map', () => {
    assert.deepEqual(errors(withKeys('<<: *one', '<<: *two')), ['correctness-duplicate-key: <<']);
    assert.deepEqual(errors(withKeys('labels: {"<<": d, <<: {A: b}}')), ['correctness-duplicate-key: <<']);
  });

  it('is a key like any other between quotes or with `!!str`', () => {
    for (const key of ['"<<"', "'<<'", '!!str <<'])
      assert.deepEqual(errors(withKeys('environment:', `  ${key}: value`)), []);
  });
});

describe('a tag on a value', () => {
  it('leaves what is written', () => {
    assert.deepEqual(errors(withKeys('cpu_shares: !!int 512', 'tty: !!bool true', 'user: !!str 1000')), []);
    assert.deepEqual(errors(withKeys('privileged: !!str nonsense')), ['schema-bad-value: nonsense']);
  });
});
