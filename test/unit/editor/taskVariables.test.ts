import assert from 'node:assert/strict';
import { hasTaskVariable } from '../../../src/editor/model/taskVariables';

describe('the words of a task', () => {
  it('are left to VS Code only where it puts nothing else in their place', () => {
    assert.ok(hasTaskVariable(['up', '$' + '{command:x}']));
    assert.ok(hasTaskVariable(['a$' + '{env:HOME}b']));
    assert.ok(!hasTaskVariable(['up', '$HOME', '{a}', '$ {x}']));
  });
});
