import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { allEndpoints, currentEndpoint, type EndpointSources } from '../../src/engine/endpoints';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { localEngine, needs } from '../support/parts';
import { skipBecause } from '../support/skipBecause';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import { Remains } from './fixtures';

/** Where products put their sockets: below the user’s folder, or below $XDG_RUNTIME_DIR. */
const places: readonly (readonly [name: string, place: string])[] = [
  ['Docker (rootless)', 'run/docker.sock'],
  ['Docker Desktop', '.docker/desktop/docker.sock'],
  ['Docker Desktop', '.docker/run/docker.sock'],
  ['Colima', '.colima/default/docker.sock'],
  ['Colima', '.config/colima/default/docker.sock'],
  ['Colima (work)', '.colima/work/docker.sock'],
  ['Colima (new)', '.config/colima/new/docker.sock'],
  ['OrbStack', '.orbstack/run/docker.sock'],
  ['Rancher Desktop', '.rd/docker.sock'],
  ['Podman', 'run/podman/podman.sock'],
];

/** Contexts as these products write them, each with the socket that it names. */
const contexts: readonly (readonly [name: string, place: string])[] = [
  ['desktop-linux', '.docker/desktop/docker.sock'],
  ['colima', '.colima/default/docker.sock'],
  ['colima-work', '.colima/work/docker.sock'],
  ['rootless', 'run/docker.sock'],
];

describe('an engine at the place of', function () {
  this.timeout(30_000);
  const remains = new Remains();
  let identity = '';

  before(async function () {
    await needs(this, 'local engine');
    if (!localEngine.host.startsWith('unix://')) skipBecause(this, 'the engine has no socket here');
    const engine = new LazyEngine({ name: 'real', source: 'setting', host: localEngine.host });
    identity = (await engine.info()).id;
    engine.dispose();
  });

  afterEach(() => remains.remove());

  /** A home in which the real engine listens at `place`, and nothing else is. */
  const homeWith = async (place: string): Promise<{ folder: TemporaryFolder; sources: EndpointSources }> => {
    const folder = await temporaryFolder();
    remains.add(() => folder.remove());
    const socket = path.join(folder.path, place);
    await mkdir(path.dirname(socket), { recursive: true });
    const server = net.createServer((near) => {
      const far = net.connect(localEngine.host.replace('unix://', ''));
      near.pipe(far).pipe(near);
      for (const end of [near, far]) end.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    remains.add(() => new Promise((resolve) => server.close(resolve)));
    const env = { XDG_RUNTIME_DIR: path.join(folder.path, 'run') };
    return { folder, sources: { setting: '', env, home: folder.path, platform: process.platform } };
  };

  const answersAs = async (endpoint: ReturnType<typeof currentEndpoint> | undefined) => {
    assert.ok(endpoint, 'it is among the endpoints');
    const engine = new LazyEngine(endpoint);
    remains.add(() => {
      engine.dispose();
    });
    assert.equal((await engine.info()).id, identity);
  };

  for (const [name, place] of places)
    it(`${name} is offered and answers: ${place}`, async () => {
      const { folder, sources } = await homeWith(place);
      const found = (await allEndpoints(sources)).find((endpoint) => endpoint.name === name);
      assert.equal(found?.host, `unix://${path.join(folder.path, place)}`);
      await answersAs(found);
    });

  for (const [name, place] of contexts)
    it(`${name}, the current context, is used and answers: ${place}`, async () => {
      const { folder, sources } = await homeWith(place);
      const id = createHash('sha256').update(name).digest('hex');
      const meta = path.join(folder.path, '.docker', 'contexts', 'meta', id);
      await mkdir(meta, { recursive: true });
      const host = `unix://${path.join(folder.path, place)}`;
      const metadata = {
        Name: name,
        Metadata: {},
        Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
      };
      await writeFile(path.join(meta, 'meta.json'), JSON.stringify(metadata));
      await writeFile(
        path.join(folder.path, '.docker', 'config.json'),
        JSON.stringify({ currentContext: name }),
      );
      const current = currentEndpoint(sources);
      assert.deepEqual([current.name, current.source, current.host], [name, 'context', host]);
      await answersAs(current);
      const all = await allEndpoints(sources);
      assert.equal(all.filter((endpoint) => endpoint.host === host).length, 1, 'once, not as its socket too');
    });
});
