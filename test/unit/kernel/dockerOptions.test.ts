import assert from 'node:assert/strict';
import type { EngineEndpoint } from '../../../src/engine/port';
import { dockerOptions } from '../../../src/kernel/dockerOptions';

describe('dockerOptions', () => {
  const cases: readonly [EngineEndpoint, string][] = [
    [{ name: 'far', source: 'context', host: 'ssh://u@far' }, '--context far'],
    [{ name: 'x', source: 'setting', host: 'unix:///run/x.sock' }, '--host unix:///run/x.sock'],
    [{ name: 'x', source: 'setting', host: '' }, ''],
    [
      {
        name: 'DOCKER_HOST',
        source: 'DOCKER_HOST',
        host: 'tcp://h:2376',
        tls: { verify: true, ca: '/c/ca.pem', cert: '/c/cert.pem', key: '/c/key.pem' },
      },
      '--host tcp://h:2376 --tlsverify --tlscacert /c/ca.pem --tlscert /c/cert.pem --tlskey /c/key.pem',
    ],
    [
      { name: 'x', source: 'setting', host: 'tcp://h:2376', tls: { verify: false } },
      '--host tcp://h:2376 --tls',
    ],
  ];
  for (const [endpoint, options] of cases)
    it(`says “${options}”`, () => {
      assert.equal(dockerOptions(endpoint).join(' '), options);
    });
});
