import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ContainerSummary } from '../../../src/engine/port';
import { PadProbe } from '../../../src/walkthrough/probePad';

describe('the course’s look at the ports of the pad', () => {
  let server: Server;
  let asked = 0;
  let services: ReadonlyMap<string, ContainerSummary>;

  const service = (id: string, publicPort: number) =>
    ({
      id,
      state: 'running',
      ports: [{ protocol: 'tcp', publicPort, privatePort: 80 }],
    }) as unknown as ContainerSummary;

  beforeEach(async () => {
    asked = 0;
    server = createServer((_, response) => {
      asked++;
      response.end('the pad');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    services = new Map([['app', service('a', port)]]);
  });
  afterEach(() => server.close());

  it('asks once, however often something happens meanwhile, and says that another look is due', async () => {
    const probe = new PadProbe();
    const first = await probe.read(services, '127.0.0.1');
    assert.deepEqual([first.pad.padAnswers, first.due], [true, false]);
    for (let event = 0; event < 12; event++)
      assert.equal((await probe.read(services, '127.0.0.1')).due, true);
    assert.equal(asked, 1);
  });

  it('asks again at once where a container is another one', async () => {
    const probe = new PadProbe();
    await probe.read(services, '127.0.0.1');
    const app = services.get('app') ?? assert.fail();
    await probe.read(new Map([['app', { ...app, id: 'b' }]]), '127.0.0.1');
    assert.equal(asked, 2);
  });
});
