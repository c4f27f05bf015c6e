import assert from 'node:assert/strict';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import type { StatsSample } from '../../src/engine/port';
import { namespaceTypes } from '../../src/kernel/namespaceTypes';
import { localEngine, needs, newestEngine, remoteEngine, type Part } from '../support/parts';
import { connected, docker, Remains, removeContainers, runContainer, until, watchedEngine } from './fixtures';
import { versionProxy, type Rewriting } from './versionProxy';

/** What a user sees of a container by an engine of one API version: lists, events, facts, usage, actions. */
async function seen(live: WatchedEngine, id: string): Promise<unknown> {
  live.hold();
  await connected(live);
  const { info } = await until(live, (snapshot) => snapshot.info !== undefined);
  assert.equal(live.snapshot.containers.get(id)?.state, 'running');
  const facts = await live.facts.readKernel(id);
  const { inspect, namespaces, limits, permissions, processes, observedBy } = facts;
  return {
    cgroupVersion: info?.cgroupVersion,
    inodes: namespaceTypes.map((type) => namespaces[type].inode),
    limits: limits.map(({ name, value, observed }) => [name, value, observed]),
    permissions,
    processes,
    observedBy,
    networks: Object.keys(inspect.networks),
    mounts: inspect.mounts,
  };
}

/** The first sample of its usage, which the engine takes a second or two for. */
async function memoryLimit(live: WatchedEngine, id: string): Promise<number> {
  const stopped = new AbortController();
  let sample: StatsSample | undefined;
  const take = (first: StatsSample) => {
    sample = first;
    stopped.abort();
  };
  await live.engine.stats(id, take, stopped.signal);
  assert.ok(sample !== undefined && sample.memoryUsage > 0);
  return sample.memoryLimit;
}

describe('engines of other API versions', function () {
  this.timeout(240_000);
  const remains = new Remains();
  afterEach(() => remains.remove());

  async function through(host: string, rewriting: Rewriting): Promise<WatchedEngine> {
    const proxy = await versionProxy(host, rewriting);
    remains.add(() => proxy.close());
    const live = watchedEngine(proxy.host);
    remains.add(() => {
      live.dispose();
    });
    return live;
  }

  async function container(host: string): Promise<string> {
    remains.add(() => removeContainers(host));
    return runContainer(host, 'version', '--memory', '64m', '--cap-drop', 'NET_RAW', '--network', 'none');
  }

  const spans: readonly (readonly [Part, string, readonly string[]])[] = [
    ['remote engine', remoteEngine.host, ['1.41', '1.42', '1.43', '1.44', '1.45']],
    ['newest engine', newestEngine.host, ['1.41', '1.44', '1.46', '1.47', '1.48', '1.49', '1.50', '1.51']],
  ];
  for (const [part, host, versions] of spans)
    it(`are seen alike, as the ${part} answers for ${versions.join(', ')}, and so are their events`, async function () {
      await needs(this, part);
      const id = await container(host);
      const engines = await Promise.all(versions.map((version) => through(host, { version })));
      // One after the other the first time, so that a small machine answers each in time.
      const answers: unknown[] = [];
      for (const live of engines) answers.push(await seen(live, id));
      for (const [index, answer] of answers.entries())
        assert.deepEqual(answer, answers[0], `as ${versions[index] ?? ''}`);
      const limits = await Promise.all(engines.map((live) => memoryLimit(live, id)));
      assert.deepEqual(new Set(limits), new Set([64 * 1024 * 1024]));
      await engines[0]?.engine.pause(id);
      await Promise.all(
        engines.map((live) => until(live, ({ containers }) => containers.get(id)?.state === 'paused')),
      );
    });

  it('are seen alike when newer ones leave old fields out and bring others', async function () {
    await needs(this, 'local engine');
    const { host } = localEngine;
    const id = await container(host);
    const today = await seen(await through(host, {}), id);
    const live = await through(host, { header: '1.60', change: ofTheFuture });
    assert.deepEqual(await seen(live, id), today);
    assert.equal(await memoryLimit(live, id), 64 * 1024 * 1024);
    assert.equal(live.snapshot.info?.apiVersion, '1.60');
    await docker(host, 'rename', id, 'unboxed-engine-renamed-' + id.slice(0, 8));
    remains.add(() => docker(host, 'rm', '--force', id));
    await until(
      live,
      ({ containers }) => containers.get(id)?.name.startsWith('unboxed-engine-renamed') === true,
    );
    await docker(host, 'kill', id);
    await until(live, ({ containers }) => containers.get(id)?.state === 'exited');
  });

  it('say their words when they refuse what is asked of them', async function () {
    await needs(this, 'local engine');
    const live = await through(localEngine.host, { version: '1.99' });
    live.hold();
    const { connection } = await until(live, (snapshot) => snapshot.connection.kind === 'failed');
    assert.ok(connection.kind === 'failed');
    assert.match(connection.detail, /1\.99/);
  });
});

type Json = Readonly<Record<string, unknown>>;

/**
 * What API 1.44 to 1.52 left out of answers (api/CHANGELOG of moby), and fields nobody knows yet: an event’s old
 * names, the default network’s addresses beside the networks, settings of the kernel that is gone.
 */
function ofTheFuture(path: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => ofTheFuture(path, item));
  if (typeof value !== 'object' || value === null) return value;
  const without = (object: unknown, ...names: string[]): Json =>
    Object.fromEntries(Object.entries((object ?? {}) as Json).filter(([name]) => !names.includes(name)));
  const answer = { ...without(value, 'status', 'id', 'from'), Novelty: { Since: '1.60', Kinds: [1, null] } };
  const part = (name: string) => (value as Json)[name];
  if (/^\/events/.test(path)) return answer;
  if (/^\/containers\/[0-9a-f]+\/json/.test(path))
    return {
      ...answer,
      GraphDriver: null,
      NetworkSettings: without(
        part('NetworkSettings'),
        ...['Bridge', 'SandboxID', 'HairpinMode', 'LinkLocalIPv6Address', 'LinkLocalIPv6PrefixLen'],
        ...['SecondaryIPAddresses', 'SecondaryIPv6Addresses', 'EndpointID', 'Gateway', 'GlobalIPv6Address'],
        ...['GlobalIPv6PrefixLen', 'IPAddress', 'IPPrefixLen', 'IPv6Gateway', 'MacAddress'],
      ),
      HostConfig: without(part('HostConfig'), 'KernelMemory', 'KernelMemoryTCP', 'OomKillDisable', 'Links'),
    };
  if (/^\/containers\/json/.test(path))
    return {
      ...without(value, 'SizeRw', 'SizeRootFs'),
      Health: { Status: 'none', FailingStreak: 0 },
      Novelty: [],
    };
  if (/^\/info/.test(path))
    return {
      ...without(value, 'BridgeNfIptables', 'BridgeNfIp6tables', 'KernelMemory'),
      NRI: {},
      Novelty: true,
    };
  return value;
}
