import assert from 'node:assert/strict';
import { agreesWith, effectOf } from '../../../src/engine/containerEvents';

describe('effectOf', () => {
  const event = (type: string, action: string, attributes = {}) =>
    effectOf({ type, action, id: 'a', attributes, timeNano: '' });

  for (const action of [
    'create',
    'start',
    'die',
    'pause',
    'unpause',
    'rename',
    'update',
    'oom',
    'health_status: healthy',
  ])
    it(`${action} changes the container`, () => {
      assert.deepEqual(event('container', action), { kind: 'changed', id: 'a' });
    });

  it('destroy removes it', () => {
    assert.deepEqual(event('container', 'destroy'), { kind: 'removed', id: 'a' });
  });

  for (const action of [
    'top',
    'exec_create: sh -c ls',
    'exec_start: sh',
    'exec_die',
    'attach',
    'resize',
    'commit',
  ])
    it(`${action} leads to no look, since looking may have caused it`, () => {
      assert.deepEqual(event('container', action), { kind: 'none' });
    });

  it('a network that is joined changes what inspect says', () => {
    assert.deepEqual(event('network', 'connect', { container: 'b' }), { kind: 'details', id: 'b' });
  });

  it('images, volumes and networks themselves change no container', () => {
    for (const type of ['image', 'volume', 'network', 'plugin', 'builder'])
      assert.deepEqual(event(type, 'create'), { kind: 'none' });
  });
});

describe('agreesWith', () => {
  it('takes a list that contradicts the event for too old', () => {
    for (const [action, state] of [
      ['die', 'running'],
      ['stop', 'paused'],
      ['start', 'created'],
      ['start', 'exited'],
      ['pause', 'running'],
      ['unpause', 'paused'],
    ] as const)
      assert.equal(agreesWith(action, state), false, `${action} ${state}`);
  });

  it('agrees with what may follow', () => {
    for (const [action, state] of [
      ['die', 'exited'],
      ['die', 'restarting'],
      ['start', 'running'],
      ['pause', 'paused'],
      ['rename', 'running'],
      ['health_status: healthy', 'running'],
    ] as const)
      assert.equal(agreesWith(action, state), true, `${action} ${state}`);
  });
});
