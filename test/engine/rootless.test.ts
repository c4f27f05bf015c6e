import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { allEndpoints, currentEndpoint } from '../../src/engine/endpoints';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import type { ContainerFacts } from '../../src/kernel/containerFacts';
import { initialNamespaces } from '../../src/kernel/initialNamespaces';
import { namespaceTypes } from '../../src/kernel/namespaceTypes';
import { formatMessage } from '../../src/message';
import { skipBecause } from '../support/skipBecause';
import { localEngine, needs } from '../support/parts';
import { connected, docker, farEngine, image, Remains, watchedEngine } from './fixtures';
import { rootlessDaemon, rootlessUser, type RootlessDaemon } from './rootlessDaemon';

const run = promisify(execFile);

describe('a rootless engine', function () {
  this.timeout(120_000);
  const remains = new Remains();
  let daemon: RootlessDaemon;
  let live: WatchedEngine;
  let limited: ContainerFacts;
  let other: ContainerFacts;

  before(async function () {
    await needs(this, 'local engine', 'root', 'rootless');
    const started = await rootlessDaemon();
    if (typeof started === 'string') skipBecause(this, started);
    daemon = started;
    remains.add(() => daemon.remove());
    const { host } = daemon;
    remains.add(() =>
      run('sh', ['-c', 'docker --host "$0" ps -aq | xargs -r docker --host "$0" rm -f', host]),
    );
    const copy = 'docker --host "$0" save "$2" | docker --host "$1" load';
    await run('sh', ['-c', copy, localEngine.host, host, image]);
    const start = (...options: readonly string[]) =>
      docker(host, 'run', '--detach', '--network', 'none', ...options, image, 'sleep', '1000');
    const ids = [
      await start('--memory', '64m', '--pids-limit', '20', '--name', 'limited'),
      await start('--user', '5', '--name', 'other'),
    ] as const;
    live = watchedEngine(host);
    remains.add(() => {
      live.dispose();
    });
    live.hold();
    await connected(live);
    [limited, other] = [await live.facts.readKernel(ids[0]), await live.facts.readKernel(ids[1])];
    limited = await live.facts.readKernel(ids[0]);
  });

  after(() => remains.remove());

  const sources = () => ({
    setting: '',
    env: { XDG_RUNTIME_DIR: daemon.runtimeFolder },
    home: daemon.home,
    platform: process.platform,
  });

  it('is found by its socket in $XDG_RUNTIME_DIR', async () => {
    const found = (await allEndpoints(sources())).find(({ name }) => name === 'Docker (rootless)');
    assert.equal(found?.host, daemon.host);
    const context = { ...sources(), setting: daemon.host };
    assert.equal(currentEndpoint(context).host, daemon.host);
    assert.equal(live.snapshot.info?.rootless, true);
    assert.deepEqual([...live.snapshot.containers.values()].map(({ name }) => name).sort(), [
      'limited',
      'other',
    ]);
  });

  it('keeps its containers in a user namespace of its own, where root is an ordinary user', () => {
    for (const facts of [limited, other]) {
      assert.notEqual(facts.namespaces.user.inode, initialNamespaces.user);
      const partner = facts === limited ? other : limited;
      assert.deepEqual(facts.namespaces.user.observed, {
        kind: 'shared',
        with: [partner.id],
        withEngine: true,
      });
      assert.deepEqual(facts.idMap, [
        { inside: 0, outside: rootlessUser.uid, count: 1 },
        { inside: 1, outside: rootlessUser.firstId, count: 65_536 },
      ]);
    }
    const user = (facts: ContainerFacts) =>
      formatMessage(facts.permissions.find(({ name }) => name === 'user')?.value ?? assert.fail());
    assert.match(user(limited), /^root, which is the ordinary user 1 on the host$/);
    assert.match(user(other), /^user 5, which is user 300004 on the host$/);
  });

  it('shows the other namespaces and the processes, which such an engine can’t list itself', () => {
    const own = ['mnt', 'pid', 'net', 'ipc', 'uts'] as const;
    for (const type of own) assert.equal(limited.namespaces[type].observed.kind, 'own', type);
    for (const type of namespaceTypes) assert.equal(limited.namespaces[type].mismatch, undefined, type);
    const [main] = limited.processes;
    assert.equal(limited.processes.length, 1, 'neither those of the session that the engine was started in');
    assert.deepEqual([main?.pid, main?.insidePid], [limited.inspect.state.pid, 1]);
    assert.match(main?.command ?? '', /sleep 1000/);
    assert.equal(main?.user, rootlessUser.name);
  });

  it('says of each limit that nothing enforces it', function () {
    if (live.snapshot.info?.cgroupDriver !== 'none')
      skipBecause(this, 'this engine was handed control groups');
    for (const { name, unenforced, observed, mismatch, hits } of limited.limits) {
      assert.ok(unenforced, name);
      assert.deepEqual([observed, mismatch, hits], [undefined, undefined, undefined], name);
    }
    assert.equal(limited.limits.find(({ name }) => name === 'memory')?.set, true);
  });

  it('is read from inside where its processes are not this machine’s', async () => {
    const { cable, live: far } = await farEngine(daemon.host, remains);
    const facts = await far.facts.readKernel(limited.id);
    assert.equal(facts.observedBy, 'exec');
    assert.deepEqual(facts.idMap, limited.idMap);
    for (const type of namespaceTypes)
      assert.equal(facts.namespaces[type].inode, limited.namespaces[type].inode, type);
    assert.ok(facts.limits.every(({ observed }) => observed === undefined));
    if (far.snapshot.info?.cgroupDriver === 'none')
      assert.match(facts.failures.map(({ reason }) => reason.text).join(), /^Without control groups/);
    // What such an engine counts is the whole machine's.
    far.watchUsage(limited.id, () => assert.fail('usage of the whole host')).dispose();
    await far.engine.inspect(limited.id);
    assert.deepEqual(
      cable.requests.filter((request) => request.endsWith('/stats')),
      [],
    );
  });
});
