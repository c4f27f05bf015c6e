import assert from 'node:assert/strict';
import http from 'node:http';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { eventually } from '../support/eventually';
import { localEngine, needs } from '../support/parts';
import { skipBecause } from '../support/skipBecause';
import { docker, endpoint, image, prefix, Remains } from './fixtures';

const { host } = localEngine;
const label = `unboxed.test=${prefix}-leavings`;

/** Passes requests on to the local engine, and breaks the connection instead of giving the answer to one of them. */
async function losingProxy(lost: RegExp): Promise<{ readonly host: string; close(): void }> {
  const server = http.createServer((near, answer) => {
    const { url: path = '', method, headers } = near;
    const far = http.request({ socketPath: new URL(host).pathname, path, method, headers }, (response) => {
      if (lost.test(`${method ?? ''} ${path}`)) {
        response.resume().on('end', () => near.socket.destroy());
        return;
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      answer.flushHeaders();
      response.pipe(answer);
    });
    far.on('error', () => answer.destroy());
    near.pipe(far);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    host: `tcp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('a helper container', function () {
  this.timeout(60_000);
  const remains = new Remains();

  before(async function () {
    await needs(this, 'local engine');
    if (!host.startsWith('unix://')) skipBecause(this, 'the engine has no socket here');
  });

  afterEach(() => remains.remove());

  for (const [answer, lost] of [
    ['its creation', /^POST \/containers\/create/],
    ['its start', /^POST \/containers\/[^/]+\/start/],
    ['its end', /^POST \/containers\/[^/]+\/wait/],
  ] as const)
    it(`is removed though the answer to ${answer} is lost`, async () => {
      const proxy = await losingProxy(lost);
      remains.add(() => {
        proxy.close();
      });
      const engine = new LazyEngine(endpoint(proxy.host));
      remains.add(() => {
        engine.dispose();
      });
      const [name = '', value = ''] = label.split('=');
      const run = engine.runOnce({
        ...{ image, command: ['sleep', '1'], labels: { [name]: value }, hostConfig: {} },
      });
      await assert.rejects(run, { name: 'EngineError', kind: 'lost' });
      await eventually(async () => {
        assert.equal(await docker(host, 'ps', '--all', '--quiet', '--filter', `label=${label}`), '');
      }, 5000);
    });
});
