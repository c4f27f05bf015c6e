import assert from 'node:assert/strict';
import { PendingPasswords } from '../../../src/editor/model/pendingPasswords';
import type { RewritePlan } from '../../../src/compose/credentials/rewritePlan';

const range = { start: 0, end: 0 };
const plan = {
  edits: ['compose.yaml', '.env'].map((file) => ({ file, range, newText: '' })),
  creates: [],
  secrets: ['newOne', 'newTwo'].map((password) => ({ password, places: [] })),
  skipped: [],
} as unknown as RewritePlan;

describe('passwords that a database may not have yet', () => {
  const left = (pending: PendingPasswords, files: Readonly<Record<string, string>>): string[] =>
    pending.of('compose.yaml', (file) => files[file]).map(({ password }) => password);

  it('are remembered until it is done', () => {
    const pending = new PendingPasswords();
    assert.deepEqual(left(pending, {}), []);
    pending.remember('compose.yaml', plan);
    assert.deepEqual(left(pending, { 'compose.yaml': 'A: newOne', '.env': 'B=newTwo' }), [
      'newOne',
      'newTwo',
    ]);
    pending.forget('compose.yaml');
    assert.deepEqual(left(pending, { 'compose.yaml': 'A: newOne' }), []);
  });
  it('do not count where the change was undone, or the file is gone', () => {
    const pending = new PendingPasswords();
    pending.remember('compose.yaml', plan);
    assert.deepEqual(left(pending, { 'compose.yaml': 'A: changeme', '.env': 'B=newTwo' }), ['newTwo']);
    assert.deepEqual(left(pending, { 'compose.yaml': 'A: newOne' }), ['newOne']);
  });
});
