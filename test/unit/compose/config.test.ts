import assert from 'node:assert/strict';
import { settingsOver } from '../../../src/compose/control/lintSettings';
import { findConfig } from '../../../src/compose/control/findConfig';
import { readConfig } from '../../../src/compose/control/readConfig';
import { suggestConfig } from '../../../src/compose/control/suggestConfig';
import { rules } from '../../../src/compose/rules/registry';

describe('the config file', () => {
  it('is found in the nearest folder above', () => {
    const files = {
      '../../.unboxed.yaml': 'profile: strict\n',
      '../.unboxed.yaml': 'profile: recommended\n',
    };
    const find = (present: Readonly<Record<string, string>>, levels: number) =>
      findConfig({ readFile: (path) => present[path], exists: () => undefined }, levels);
    assert.equal(find(files, 5)?.settings.profile, 'recommended');
    assert.equal(find({ '../../.unboxed.yaml': 'profile: strict\n' }, 5)?.file, '../../.unboxed.yaml');
    assert.equal(find({ '../../.unboxed.yaml': 'profile: strict\n' }, 1), undefined);
  });

  it('counts before the settings of a person, key by key', () => {
    const { settings } = readConfig('rules: {limits-cpu: error}\n', '.unboxed.yaml');
    assert.deepEqual(
      settingsOver(
        { profile: 'strict', severities: { 'limits-cpu': 'off', 'limits-pids': 'hint' } },
        settings,
      ),
      {
        profile: 'strict',
        severities: { 'limits-cpu': 'error', 'limits-pids': 'hint' },
      },
    );
  });

  it('has its words completed where they may stand', () => {
    const at = (text: string): string[] =>
      suggestConfig(text.replace('|', ''), text.indexOf('|')).map(({ label }) => label);
    assert.deepEqual(at('|'), ['profile', 'rules', 'baseline']);
    assert.deepEqual(at('profile: strict\nba|'), ['profile', 'rules', 'baseline']);
    assert.deepEqual(at('profile: |'), ['learn', 'recommended', 'strict']);
    assert.deepEqual(
      at('rules:\n  |'),
      rules.map(({ id }) => id),
    );
    assert.deepEqual(
      at('rules:\n  limits-cpu: off\n\n  # why\n  sec|\nprofile: learn\n'),
      rules.map(({ id }) => id),
    );
    assert.deepEqual(at('rules:\n  limits-cpu: |'), ['error', 'warning', 'info', 'hint', 'off']);
    assert.deepEqual(at('profile: learn\n  |'), []);
    assert.deepEqual(at('baseline: |'), []);
  });

  it('completes to what it takes', () => {
    for (const { insertText } of suggestConfig('rules:\n  ', 9))
      assert.deepEqual(readConfig(`rules:\n  ${insertText}off\n`, '.unboxed.yaml').problems, []);
  });
});
