import assert from 'node:assert/strict';
import { readlink } from 'node:fs/promises';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import type { ContainerFacts } from '../../src/kernel/containerFacts';
import { namespaceTypes, type NamespaceType } from '../../src/kernel/namespaceTypes';
import { skipBecause } from '../support/skipBecause';
import { localEngine, needs, newestEngine, remoteEngine, type Part } from '../support/parts';
import {
  connected,
  docker,
  factsOf,
  prefix,
  relay,
  removeContainers,
  runContainer,
  until,
  watchedEngine,
} from './fixtures';

const engines: readonly (readonly [Part, string])[] = [
  ['local engine', localEngine.host],
  ['remote engine', remoteEngine.host],
  ['newest engine', newestEngine.host],
];

for (const [part, host] of engines)
  describe(`namespaces on the ${part}`, function () {
    this.timeout(240_000);
    let live: WatchedEngine | undefined;
    let hostIpc: string | undefined;
    let facts: ReadonlyMap<string, ContainerFacts> = new Map();
    const of = (name: string) => factsOf(facts, name);

    before(async function () {
      await needs(this, part);
      await runContainer(host, 'own');
      const partner = `container:${prefix}-base`;
      await runContainer(host, 'base', '--ipc', 'shareable');
      await runContainer(
        host,
        'host',
        '--pid',
        'host',
        '--network',
        'host',
        '--uts',
        'host',
        '--cgroupns',
        'host',
        '--userns',
        'host',
      );
      // An engine whose host has no /dev/shm mounted refuses this one.
      hostIpc = await runContainer(host, 'host-ipc', '--ipc', 'host').catch(() => undefined);
      await runContainer(host, 'joined', '--pid', partner, '--network', partner, '--ipc', partner);
      await runContainer(host, 'chained', '--network', `container:${prefix}-joined`);
      await runContainer(host, 'cgroup', '--cgroupns', 'private');
      await runContainer(host, 'without-network', '--network', 'none');
      await docker(host, 'create', '--name', `${prefix}-created`, 'busybox:latest', 'true');
      live = watchedEngine(host);
      live.hold();
      const { containers } = await connected(live);
      facts = await live.facts.readAll([...containers.keys()]);
    });

    after(async function () {
      this.timeout(120_000);
      live?.dispose();
      await removeContainers(host).catch(() => undefined);
    });

    it('reads all eight of each running container, from /proc where that is here, else by the engine’s own ps', () => {
      for (const name of ['own', 'base', 'host', 'joined', 'chained', 'cgroup', 'without-network']) {
        const { source } = of(name);
        assert.ok(source === 'top' || (source === 'proc' && host.startsWith('unix:')), name);
        assert.deepEqual(of(name).failures, []);
        for (const type of namespaceTypes) assert.ok(of(name).namespaces[type].inode, `${type} of ${name}`);
      }
    });

    it('finds a default container’s own namespaces to be its own', () => {
      for (const type of ['mnt', 'pid', 'net', 'ipc', 'uts'] as const)
        assert.equal(of('own').namespaces[type].observed.kind, 'own', type);
      assert.deepEqual(of('own').namespaces.user.observed, { kind: 'host', initial: true });
    });

    it('finds the cgroup namespace as this engine’s cgroup version gives it', () => {
      const version = live?.snapshot.info?.cgroupVersion;
      const { declared, observed } = of('own').namespaces.cgroup;
      assert.equal(declared.kind, version === 2 ? 'private' : 'host');
      assert.equal(observed.kind, version === 2 ? 'own' : 'host');
      assert.equal(of('cgroup').namespaces.cgroup.observed.kind, 'own');
    });

    it('finds the host’s namespaces where they were asked for, and nowhere a mismatch', () => {
      for (const type of ['pid', 'net', 'uts', 'user', 'cgroup'] as const) {
        const fact = of('host').namespaces[type];
        assert.equal(fact.declared.kind, 'host', type);
        assert.equal(fact.observed.kind, 'host', type);
      }
      for (const { name, namespaces } of facts.values())
        for (const type of namespaceTypes)
          assert.equal(namespaces[type].mismatch, undefined, `${type} of ${name}`);
    });

    it('finds the host’s ipc namespace where the engine allows it', function () {
      if (hostIpc === undefined) skipBecause(this, 'this engine refuses the host’s ipc namespace');
      const { declared, observed } = of('host-ipc').namespaces.ipc;
      assert.equal(declared.kind, 'host');
      assert.deepEqual(observed, { kind: 'host', initial: true });
    });

    const sharers = (name: string, type: NamespaceType) => {
      const { observed } = of(name).namespaces[type];
      assert.equal(observed.kind, 'shared', `${type} of ${name}`);
      return observed.with.map((id) => facts.get(id)?.name.slice(prefix.length + 1)).sort();
    };

    it('finds who shares with whom, along chains and from both ends', () => {
      assert.deepEqual(sharers('base', 'net'), ['chained', 'joined']);
      assert.deepEqual(sharers('chained', 'net'), ['base', 'joined']);
      assert.deepEqual(sharers('joined', 'pid'), ['base']);
      assert.deepEqual(sharers('base', 'ipc'), ['joined']);
      assert.equal(of('joined').namespaces.mnt.observed.kind, 'own');
      assert.equal(of('chained').namespaces.pid.observed.kind, 'own');
      assert.equal(of('without-network').namespaces.net.observed.kind, 'own');
    });

    it('says what a container that does not run has none of, and why', () => {
      assert.equal(of('created').running, false);
      for (const type of namespaceTypes) {
        const { observed } = of('created').namespaces[type];
        assert.equal(observed.kind, 'unknown');
        assert.match(observed.reason.text, /does not run/);
      }
    });

    it('agrees with /proc where the engine runs on this machine', async function () {
      const { inspect, namespaces, observedBy } = await read('own');
      if (observedBy !== 'proc')
        skipBecause(this, 'the engine runs on another machine: its /proc is not here');
      for (const type of namespaceTypes) {
        const link = await readlink(`/proc/${inspect.state.pid}/ns/${type}`);
        assert.equal(link, `${type}:[${namespaces[type].inode ?? 0}]`);
      }
    });

    it('connects with three requests and reads a container, with whom it shares, in three more', async () => {
      const counted = await relay(host);
      const fresh = watchedEngine(counted.host);
      fresh.hold();
      await connected(fresh);
      await until(fresh, ({ info }) => info !== undefined);
      assert.deepEqual([...counted.requests].sort(), ['GET /containers/json', 'GET /events', 'GET /info']);
      counted.requests.length = 0;
      const { id, namespaces } = await fresh.facts.read(of('joined').id);
      assert.equal(namespaces.pid.observed.kind, 'shared');
      assert.deepEqual(counted.requests, [
        `GET /containers/${id}/json`,
        `GET /containers/${id}/top`,
        `GET /containers/${of('base').id}/top`,
      ]);
      fresh.dispose();
      await counted.close();
    });

    it('finds the same processes and namespaces by the engine’s own ps, of a container alone', async () => {
      const cable = await relay(host);
      const far = watchedEngine(cable.host);
      far.hold();
      await connected(far);
      for (const name of ['own', 'host']) {
        const { processes, namespaces, source } = await far.facts.read(of(name).id);
        assert.equal(source, 'top');
        const known = of(name);
        for (const type of namespaceTypes)
          assert.equal(namespaces[type].inode, known.namespaces[type].inode, `${type} of ${name}`);
        const told = (facts: Pick<ContainerFacts, 'processes'>) =>
          facts.processes
            .map(({ pid, parentPid, user, command }) => [pid, parentPid, user, command].join(' '))
            .sort();
        assert.deepEqual(told({ processes }), told(known));
        assert.equal(processes.length, 2, 'none of the host’s');
      }
      far.dispose();
      await cable.close();
    });

    async function read(name: string): Promise<ContainerFacts> {
      assert.ok(live);
      return live.facts.read(of(name).id);
    }
  });
