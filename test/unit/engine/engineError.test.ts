import assert from 'node:assert/strict';
import { EngineError } from '../../../src/engine/port';

describe('EngineError', () => {
  it('is told by its shape, since each bundle has a copy of the class', () => {
    class CopyInAnotherBundle extends Error {
      override readonly name = 'EngineError';
      readonly kind = 'lost';
    }
    assert.ok(new CopyInAnotherBundle('gone') instanceof EngineError);
    assert.ok(new EngineError('lost', 'gone') instanceof EngineError);
    for (const other of [new Error('gone'), { name: 'EngineError', kind: 'lost' }, undefined])
      assert.ok(!(other instanceof EngineError));
  });
});
