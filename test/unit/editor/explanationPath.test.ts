import assert from 'node:assert/strict';
import { rules } from '../../../src/compose/rules/registry';
import { explainedRule, explanationPath } from '../../../src/editor/model/explanationPath';

describe('explanationPath', () => {
  it('leads to every rule and back', () => {
    for (const { id } of rules) assert.equal(explainedRule(explanationPath(id) ?? ''), id);
  });

  it('takes nothing else from whoever runs the command', () => {
    for (const value of [undefined, 7, '', '../x', 'a b', 'A', 'a.md'])
      assert.equal(explanationPath(value), undefined);
  });
});
