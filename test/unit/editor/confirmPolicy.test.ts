import assert from 'node:assert/strict';
import { asksBefore } from '../../../src/editor/model/confirmPolicy';

describe('what the reader is asked about', () => {
  const cases: [string, string][] = [
    ['never', ''],
    ['stopping', 'stop restart converge'],
    ['always', 'up stop restart converge'],
    ['a word of a later version', 'stop restart converge'],
  ];
  for (const [policy, expected] of cases)
    it(`with ${policy}: ${expected || 'nothing'}`, () => {
      const deeds = ['up', 'stop', 'restart', 'converge'] as const;
      assert.equal(deeds.filter((deed) => asksBefore(policy, deed)).join(' '), expected);
    });
});
