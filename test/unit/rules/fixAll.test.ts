import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/compose/applyEdits';
import { fixAll } from '../../../src/compose/fixAll';
import { lintCompose } from '../../../src/compose/lintCompose';
import { rules } from '../../../src/compose/rules/registry';
import { findingsOf, ruleNamed } from './ruleTable';

const extended = `services:
  base:
    image: a:1
  a:
    extends: base
    image: b:1
`;

describe('all fixes at once', () => {
  it('leave to the author what needs a decision', () => {
    for (const profile of ['learn', 'recommended', 'strict'] as const)
      assert.equal(fixAll(extended, 'compose.yaml', { profile }).text, extended);
  });

  it('never come to an end that is not the same when they are applied again', () => {
    for (const { id, examples } of rules)
      for (const text of examples.bad) {
        const { text: once } = fixAll(text, 'compose.yaml', { profile: 'strict' });
        assert.equal(fixAll(once, 'compose.yaml', { profile: 'strict' }).text, once, id);
      }
  });
});

describe('no-new-privileges in a service and in the one that it extends', () => {
  const rule = ruleNamed('security-no-new-privileges');
  const errors = (text: string): string[] =>
    lintCompose(text, 'compose.yaml')
      .findings.filter(({ severity }) => severity === 'error')
      .map(({ ruleId }) => ruleId);

  it('is offered so that the joined list has it once, in whichever order', () => {
    for (const order of [0, -1]) {
      let text = extended;
      for (let round = 0; round < 3; round++) {
        const edits = findingsOf(rule, text)
          .flatMap(({ fixes }) => fixes)
          .at(order)?.edits;
        if (edits) text = applyEdits(text, edits);
      }
      assert.match(text, /no-new-privileges:true/);
      assert.deepEqual(errors(text), [], text);
    }
  });

  it('is an error where both set it', () => {
    const text =
      'services:\n  base: {image: "a:1", security_opt: ["no-new-privileges:true"]}\n' +
      '  a: {extends: base, security_opt: ["no-new-privileges:true"]}\n';
    assert.deepEqual(errors(text), ['schema-bad-value']);
  });
});

describe('what Compose looks at once a service is read', () => {
  const errorsIn = (keys: string): string[] => {
    const text = `services:\n  b: {image: "b:1", group_add: [5], security_opt: ["label:disable"]}\n  a: {image: "a:1", ${keys}}\n`;
    return lintCompose(text, 'compose.yaml')
      .findings.filter(({ severity }) => severity === 'error')
      .map(({ range }) => text.slice(range.start, range.end));
  };
  const rows: readonly (readonly [keys: string, expected: readonly string[]])[] = [
    ['develop: {watch: [{action: sync, path: .}]}', ['sync']],
    ['develop: {watch: [{action: sync+restart, path: ., target: ""}]}', ['sync+restart']],
    ['develop: {watch: [{action: sync, path: ., target: /app}, {action: rebuild, path: .}]}', []],
    ['gpus: [{count: 1, device_ids: ["0"]}]', ['device_ids']],
    ['gpus: [{count: some}]', ['some']],
    ['gpus: [{count: all}, {count: "2"}]', []],
    ['deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: few}]}}}', ['few']],
    ['scale: -1', ['-1']],
    ['deploy: {replicas: -2}', ['-2']],
    ['scale: 0', []],
    ['build: {context: ., ssh: [default, key=./key, other]}', ['other']],
    ['extends: b, security_opt: ["label:disable"]', ['"label:disable"']],
    ['extends: b, group_add: [5]', ['5']],
    ['extends: b, group_add: ["5"]', []],
    ['extends: b, cap_add: [CHOWN]', []],
  ];
  for (const [keys, expected] of rows)
    it(keys, () => {
      assert.deepEqual(errorsIn(keys), expected);
    });
});
