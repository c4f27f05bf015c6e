import assert from 'node:assert/strict';
import { lensCommand } from '../../../src/editor/model/lensCommand';

describe('the command behind a lens', () => {
  it('opens a port by the command that finds a way to it from a remote window, too', () => {
    const command = lensCommand('compose.yaml', { kind: 'open', url: 'http://localhost:8080' }, 'default');
    assert.deepEqual(command, { command: 'unboxed.openPort', arguments: ['http://localhost:8080'] });
  });

  it('names the containers and their engine for the picture', () => {
    assert.deepEqual(lensCommand('compose.yaml', { kind: 'namespaces', containers: ['a', 'b'] }, 'lab'), {
      command: 'unboxed.inspectNamespaces',
      arguments: [{ engine: 'lab', containers: ['a', 'b'] }],
    });
  });
});
