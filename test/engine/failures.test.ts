import assert from 'node:assert/strict';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import type { Connection } from '../../src/engine/liveSnapshot';
import type { EngineEndpoint } from '../../src/engine/port';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { onPath } from '../support/onPath';
import { localEngine, needs } from '../support/parts';
import {
  connected,
  docker,
  image,
  ownDaemon,
  pause,
  prefix,
  relay,
  Remains,
  removeContainers,
  runContainer,
  until,
  watchedEngine,
  type OwnDaemon,
  type Relay,
} from './fixtures';

type Failure = Extract<Connection, { readonly kind: 'failed' }>;

async function failed(live: WatchedEngine, timeout?: number): Promise<Failure> {
  const { connection } = await until(live, (snapshot) => snapshot.connection.kind === 'failed', timeout);
  assert.equal(connection.kind, 'failed');
  return connection;
}

/** How a first attempt to connect fails. */
async function failureAt(endpoint: EngineEndpoint): Promise<Failure> {
  const live = watchedEngine(endpoint.host, { engine: new LazyEngine(endpoint) });
  live.hold();
  try {
    return await failed(live);
  } finally {
    live.dispose();
  }
}

function at(host: string): EngineEndpoint {
  return { name: 'test', source: 'setting', host };
}

async function listen(server: net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `tcp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

describe('an engine that can’t be reached', function () {
  this.timeout(60_000);

  it('is not running when no socket is there', async () => {
    const { reason } = await onPath(['docker'], () => failureAt(at('unix:///nowhere/docker.sock')));
    assert.equal(reason, 'not-running');
  });

  it('is a context that does not exist', async () => {
    const failure = await failureAt({ name: 'gone', source: 'context', host: '' });
    assert.equal(failure.reason, 'context-not-found');
  });

  it('refuses where nothing listens on the port', async () => {
    const server = net.createServer();
    const host = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    assert.equal((await failureAt(at(host))).reason, 'refused');
  });

  it('has a name that can’t be resolved', async () => {
    const failure = await failureAt(at('tcp://engine.invalid:2375'));
    assert.deepEqual([failure.reason, failure.subject], ['dns', 'engine.invalid']);
  });

  const garbage: Readonly<
    Record<string, (request: http.IncomingMessage, response: http.ServerResponse) => void>
  > = {
    'a web page': (_, response) => response.end('<!doctype html><p>Hello'),
    'JSON of another kind': (_, response) => response.end('{"hello": [1, 2]}\n'),
    'an endless line': (request, response) => {
      if (request.url?.startsWith('/events') !== true) response.end('[]');
      else {
        const chunk = 'x'.repeat(1024 * 1024);
        const write = () => {
          while (response.writable && response.write(chunk));
        };
        response.on('drain', write);
        write();
      }
    },
  };
  for (const [title, answer] of Object.entries(garbage))
    it(`is no engine when it answers with ${title}`, async () => {
      const server = http.createServer(answer);
      const host = await listen(server);
      assert.equal((await failureAt(at(host))).reason, 'not-docker');
      server.closeAllConnections();
      server.close();
    });

  it('is no engine when it does not speak HTTP', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    const host = await listen(server);
    assert.equal((await failureAt(at(host))).reason, 'not-docker');
    server.close();
  });

  it('does not speak TLS though it should', async () => {
    const server = http.createServer((_, response) => response.end());
    const host = await listen(server);
    const failure = await failureAt({ ...at(host), tls: { verify: true } });
    assert.equal(failure.reason, 'tls');
    server.closeAllConnections();
    server.close();
  });

  it('is reached with certificates that can’t be read', async () => {
    const tls = { verify: true, ca: '/nowhere/ca.pem' };
    const failure = await failureAt({ ...at('tcp://127.0.0.1:2376'), tls });
    assert.deepEqual([failure.reason, failure.subject], ['tls', '/nowhere/ca.pem']);
  });

  it('names the group of a socket that this user may not use', async function () {
    await needs(this, 'root');
    assert.ok(process.seteuid);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'ub-'));
    await chmod(folder, 0o755);
    const socket = path.join(folder, 'd.sock');
    const server = http.createServer((_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    // Group 4 is adm on Debian and its kin; its members could use the socket.
    await chown(socket, 0, 4);
    await chmod(socket, 0o660);
    try {
      process.seteuid(65534);
      const failure = await failureAt(at(`unix://${socket}`));
      assert.equal(failure.reason, 'permission-denied');
      assert.match(failure.subject, /^(adm|4)$/);
    } finally {
      process.seteuid(0);
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    }
  });
});

describe('a connection through a relay that is cut', function () {
  this.timeout(90_000);
  const { host } = localEngine;
  let cable: Relay;
  let live: WatchedEngine;

  before(async function () {
    await needs(this, 'local engine');
  });

  beforeEach(async () => {
    cable = await relay(host);
    live = watchedEngine(cable.host);
  });

  afterEach(async () => {
    live.dispose();
    await cable.close();
    await removeContainers(host);
  });

  const own = (name: string) =>
    [...live.snapshot.containers.values()].find((container) => container.name === `${prefix}-${name}`);

  it('is right again after it missed a create, a die, a rename, a destroy and an update', async () => {
    await Promise.all(['dies', 'renamed', 'destroyed'].map((name) => runContainer(host, name)));
    live.hold();
    await connected(live);
    assert.equal(own('dies')?.state, 'running');
    const inspected = await live.inspect(own('renamed')?.id ?? '');
    assert.equal(inspected.hostConfig.memory, 0);
    cable.cut();
    const lost = await failed(live);
    assert.ok(['lost', 'refused', 'not-docker'].includes(lost.reason), lost.reason);
    await docker(host, 'kill', `${prefix}-dies`);
    await docker(host, 'update', '--memory', '64m', '--memory-swap', '64m', `${prefix}-renamed`);
    await docker(host, 'rename', `${prefix}-renamed`, `${prefix}-new-name`);
    await docker(host, 'rm', '--force', `${prefix}-destroyed`);
    await runContainer(host, 'created');
    assert.equal(own('created'), undefined);
    cable.mend();
    live.retryNow();
    await connected(live);
    assert.equal(own('dies')?.state, 'exited');
    assert.equal(own('created')?.state, 'running');
    assert.equal(own('destroyed'), undefined);
    assert.equal(own('renamed'), undefined);
    assert.equal((await live.inspect(own('new-name')?.id ?? '')).hostConfig.memory, 64 * 1024 * 1024);
  });

  it('tries for ever, at growing distances', async () => {
    live.hold();
    await connected(live);
    cable.cut();
    const waits: number[] = [];
    const listening = live.onDidChange(({ snapshot: { connection } }) => {
      if (connection.kind === 'failed' && waits.at(-1) !== connection.retryIn) waits.push(connection.retryIn);
    });
    await until(live, () => waits.length >= 3);
    listening.dispose();
    assert.deepEqual(waits.slice(0, 3), [500, 1000, 2000]);
    cable.mend();
    await connected(live);
  });

  it('sends nothing while nobody holds it, and connects anew for the next holder', async () => {
    const holding = live.hold();
    const second = live.hold();
    await connected(live);
    holding.dispose();
    holding.dispose();
    await runContainer(host, 'seen');
    await until(live, () => own('seen')?.state === 'running');
    second.dispose();
    assert.equal(live.snapshot.connection.kind, 'idle');
    cable.requests.length = 0;
    await runContainer(host, 'unseen');
    await pause(1500);
    assert.deepEqual(cable.requests, []);
    assert.equal(own('unseen'), undefined);
    live.hold();
    await connected(live);
    assert.equal(own('unseen')?.state, 'running');
  });

  it('does not loop on events that its own looking causes', async () => {
    const id = await runContainer(host, 'looked-at');
    live.hold();
    await connected(live);
    await live.facts.readKernel(id);
    await live.engine.exec(id, ['true']);
    await pause(500);
    cable.requests.length = 0;
    const changed = new Set<string>();
    // Other containers of a shared engine may change meanwhile; this one does not.
    const listening = live.onDidChange(({ containers }) => {
      if (containers !== 'all' && containers.has(id)) changed.add(id);
    });
    await live.facts.readAll([id]);
    await live.engine.top(id, 'pid,comm');
    await live.engine.exec(id, ['true']);
    await pause(1500);
    listening.dispose();
    assert.equal(changed.size, 0);
    assert.notEqual(live.facts.known(id), undefined);
    assert.ok(!cable.requests.includes(`GET /containers/${id}/json`));
  });

  it('is right while the engine is slow', async () => {
    cable.delay(800);
    live.hold();
    await connected(live);
    await runContainer(host, 'slow');
    await docker(host, 'pause', `${prefix}-slow`);
    await until(live, () => own('slow')?.state === 'paused');
  });

  it('keeps no ghost of containers that end at once, however late the answers come', async () => {
    live.hold();
    await connected(live);
    for (const late of [30, 150, 300]) {
      cable.delay(late);
      const names = Array.from({ length: 4 }, (_, index) => `${prefix}-brief-${late}-${index}`);
      await Promise.all(
        names.map((name) => docker(host, 'run', '--rm', '--network', 'none', '--name', name, image, 'true')),
      );
      await pause(2 * late + 500);
      const shown = [...live.snapshot.containers.values()].map(({ name }) => name);
      assert.deepEqual(
        shown.filter((name) => names.includes(name)),
        [],
      );
    }
  });

  it('tells a container that dies while it is looked at', async () => {
    live.hold();
    await connected(live);
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => runContainer(host, `dying-${n}`)));
    cable.delay(100);
    const reading = live.facts.readAll(ids);
    await docker(host, 'rm', '--force', ...ids.slice(0, 3));
    const facts = await reading;
    for (const [id, { source, running }] of facts) assert.ok(source === 'top' || !running, id);
    for (const id of ids.slice(3)) assert.equal(facts.get(id)?.source, 'top');
    await assert.rejects(live.facts.read(ids[0] ?? ''), { name: 'EngineError', kind: 'not-found' });
  });
});

describe('a daemon of our own', function () {
  this.timeout(180_000);
  let daemon: OwnDaemon;
  let live: WatchedEngine;
  const remains = new Remains();

  before(async function () {
    await needs(this, 'local engine', 'root');
    daemon = await ownDaemon();
    remains.add(() => daemon.remove());
    await daemon.start();
    live = watchedEngine(daemon.host);
    remains.add(() => {
      live.dispose();
    });
    live.hold();
    await connected(live);
  });

  after(() => remains.remove());

  it('that is stopped is reported, and found again when it is back', async () => {
    daemon.signal('SIGTERM');
    const failure = await failed(live);
    assert.ok(['lost', 'not-running'].includes(failure.reason), failure.reason);
    await daemon.ended();
    const { reason } = await until(
      live,
      ({ connection }) => connection.kind === 'failed' && connection.reason === 'not-running',
    ).then(({ connection }) => connection as Failure);
    assert.equal(reason, 'not-running');
    await daemon.start();
    await connected(live);
  });

  it('that is killed is reported, and found again', async () => {
    daemon.signal('SIGKILL');
    await failed(live);
    await daemon.ended();
    await daemon.start();
    await connected(live);
  });

  it('that is frozen answers nothing in time, and answers again', async () => {
    daemon.signal('SIGSTOP');
    await assert.rejects(live.engine.info(), { name: 'EngineError', kind: 'timeout' });
    daemon.signal('SIGCONT');
    assert.notEqual((await live.engine.info()).serverVersion, '');
    await connected(live);
  });
});
