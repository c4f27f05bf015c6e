import assert from 'node:assert/strict';
import { engineHost } from '../../../src/kernel/engineHost';

describe('engineHost', () => {
  for (const [endpoint, host] of [
    ['unix:///var/run/docker.sock', undefined],
    ['npipe:////./pipe/docker_engine', undefined],
    ['tcp://10.0.0.2:2376', '10.0.0.2'],
    ['ssh://me@far:2222', 'far'],
    ['ssh://far/run/docker.sock', 'far'],
    ['tcp://[fd00::1]:2376', '[fd00::1]'],
    ['tcp://', undefined],
    ['', undefined],
  ] as const)
    it(`of ${endpoint || 'nothing'} is ${host ?? 'this machine'}`, () => {
      assert.equal(engineHost(endpoint), host);
    });
});
