import assert from 'node:assert/strict';
import type { EngineEndpoint } from '../../../src/engine/port';
import { failureNodes, failureText, type FailedConnection } from '../../../src/views/model/failureNodes';
import { say } from './samples';

describe('the view without its engine', () => {
  const root = { id: 'root', engine: 'lost', containers: [] };
  const connection: FailedConnection = {
    kind: 'failed',
    reason: 'refused',
    subject: '',
    detail: 'connect ECONNREFUSED',
    retryAt: undefined,
  } as unknown as FailedConnection;
  const at = (source: EngineEndpoint['source'], name = 'lost'): EngineEndpoint => ({
    name,
    source,
    host: 'tcp://nowhere:2375',
  });

  for (const [source, said] of [
    ['setting', /refuses the connection\. The setting “unboxed\.containers\.engine” names it\./],
    ['DOCKER_HOST', /refuses the connection\. The variable DOCKER_HOST names it\./],
    ['context', /refuses the connection\. The docker context “lost” names it\./],
    ['default', /refuses the connection\. Check/],
  ] as const)
    it(`says who named the address: ${source}`, () => {
      assert.match(failureText(connection, at(source), say), said);
    });

  it('offers the engines that were found, and the setting where that is wrong', () => {
    const other: EngineEndpoint = { name: 'default', source: 'default', host: 'unix:///var/run/docker.sock' };
    const rows = failureNodes(root, connection, at('setting'), say, [other]);
    assert.deepEqual(
      rows.slice(0, 2).map(({ label, target }) => [label, target]),
      [
        [
          'Use the engine default instead',
          { kind: 'action', command: 'unboxed.selectEngine', args: ['unix:///var/run/docker.sock'] },
        ],
        [
          'Open the setting that names the engine',
          { kind: 'action', command: 'unboxed.selectEngine', args: ['setting'] },
        ],
      ],
    );
    assert.ok(!failureNodes(root, connection, at('default'), say).some(({ id }) => id.includes('setting')));
  });
});
