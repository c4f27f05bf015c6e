import assert from 'node:assert/strict';
import { holdsVariable } from '../../../src/platform/holdsVariable';
import { pickText } from '../../../src/platform/pickText';

describe('texts that are not ours', () => {
  it('draw no icon in a quick pick, and nothing that acts', () => {
    assert.equal(pickText('$(verified) docker.io'), '\\$(verified) docker.io');
    assert.equal(pickText('web\u202e\nx'), 'web� x');
    assert.equal(pickText('shop-web-1'), 'shop-web-1');
  });

  it('are told from those that a task would replace', () => {
    for (const text of ['${command:workbench.action.quit}', 'tcp://${env:HOME}:1', '${input:x}'])
      assert.equal(holdsVariable(text), true, text);
    for (const text of ['3f2a', '$HOME', 'a{b}', 'unix:///run/docker.sock'])
      assert.equal(holdsVariable(text), false, text);
  });
});
