import assert from 'node:assert/strict';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import type { ContainerFacts } from '../../src/kernel/containerFacts';
import { readLimitInput, type ChangeableLimit } from '../../src/kernel/limitInput';
import type { LimitName } from '../../src/kernel/limitDefinitions';
import type { LimitFact } from '../../src/kernel/limits';
import { skipBecause } from '../support/skipBecause';
import { localEngine, needs, newestEngine, remoteEngine, type Part } from '../support/parts';
import {
  connected,
  docker,
  pause,
  prefix,
  Remains,
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
const mebi = 1024 * 1024;

for (const [part, host] of engines)
  describe(`limits on the ${part}`, function () {
    this.timeout(120_000);
    let live: WatchedEngine;
    const remains = new Remains();
    let limited: ContainerFacts;
    let free: ContainerFacts;

    before(async function () {
      await needs(this, part);
      remains.add(() => removeContainers(host));
      live = watchedEngine(host);
      remains.add(() => {
        live.dispose();
      });
      live.hold();
      await connected(live);
      const options = [
        ...['--memory', '64m', '--memory-swap', '128m', '--memory-reservation', '32m'],
        ...['--cpus', '0.5', '--cpu-shares', '2000', '--cpuset-cpus', '0', '--cpuset-mems', '0'],
        ...['--pids-limit', '20', '--cap-drop', 'ALL', '--cap-add', 'NET_RAW', '--read-only'],
        ...['--security-opt', 'no-new-privileges', '--user', '65534:65534'],
      ];
      limited = await live.facts.readKernel(await runContainer(host, 'limited', ...options));
      free = await live.facts.readKernel(await runContainer(host, 'free'));
    });

    after(() => remains.remove());

    const limit = (facts: ContainerFacts, name: LimitName): LimitFact => {
      const found = facts.limits.find((candidate) => candidate.name === name);
      assert.ok(found);
      return found;
    };

    it('finds every limit in the kernel’s file as it was declared', () => {
      assert.equal(limited.unobserved, undefined);
      const names = ['memory', 'memory-reservation', 'cpus', 'cpuset-cpus', 'cpuset-mems', 'pids'] as const;
      for (const name of names) {
        const { set, expected, observed, file, mismatch } = limit(limited, name);
        assert.equal(set, true, name);
        assert.equal(observed, expected, `${name} in ${file}`);
        assert.equal(mismatch, undefined);
      }
      const shares = limit(limited, 'cpu-shares');
      assert.match(shares.observed ?? '', /^\d+$/);
    });

    it('finds the swap limit where the engine’s kernel counts swap', function () {
      const { observed, expected } = limit(limited, 'swap');
      if (observed === undefined) skipBecause(this, 'this engine’s kernel does not count swap');
      assert.equal(observed, expected);
    });

    it('finds no limit where none was asked for', () => {
      for (const name of ['memory', 'cpus', 'pids'] as const) {
        const { set, expected, observed, mismatch } = limit(free, name);
        assert.equal(set, false);
        assert.equal(observed, expected);
        assert.equal(mismatch, undefined);
      }
    });

    it('reads what the processes may do from the kernel', () => {
      const permission = (name: string) => limited.permissions.find((candidate) => candidate.name === name);
      assert.deepEqual(permission('capabilities')?.capabilities?.kept, ['NET_RAW']);
      assert.equal(permission('no-new-privileges')?.compared, 'stronger');
      assert.equal(permission('read-only-root')?.compared, 'stronger');
      assert.match(permission('seccomp')?.value.text ?? '', /default profile/);
      for (const { mismatch } of [...limited.permissions, ...free.permissions])
        assert.equal(mismatch, undefined);
    });

    it('gives the main process its number inside, and finds its children below it', () => {
      const main = limited.processes.find(({ pid }) => pid === limited.inspect.state.pid);
      assert.equal(main?.insidePid, 1);
      assert.ok(limited.processes.some(({ parentPid }) => parentPid === main.pid));
    });

    it('counts processes that the pids limit refused', async () => {
      // Above what the engine's own threads need to begin a process in the container, for reading needs that too.
      const id = await runContainer(host, 'forks', '--pids-limit', '30');
      await docker(host, 'exec', id, 'sh', '-c', 'for i in $(seq 60); do sleep 1 & done').catch(() => '');
      // Where the files are read by a shell in the container, it needs a process too: that waits for the sleeps' end.
      let facts = await live.facts.readKernel(id);
      for (let tries = 0; tries < 10 && limit(facts, 'pids').hits === undefined; tries++) {
        await pause(2000);
        facts = await live.facts.readKernel(id);
      }
      const { hits } = limit(facts, 'pids');
      assert.ok(hits !== undefined && hits.count > 0, JSON.stringify([hits, facts.unobserved]));
    });

    it('counts how often the CPU quota made a container wait', async () => {
      const id = await runContainer(host, 'busy', '--cpus', '0.1');
      let hits = limit(await live.facts.readKernel(id), 'cpus').hits;
      // An emulated processor has used up its share before the shell runs, a fast one only after some work.
      for (let tries = 0; tries < 10 && (hits?.count ?? 0) === 0; tries++) {
        await docker(host, 'exec', id, 'sh', '-c', 'i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done');
        hits = limit(await live.facts.readKernel(id), 'cpus').hits;
      }
      assert.ok(hits !== undefined && hits.count > 0, JSON.stringify(hits));
    });

    it('reads a container that is at its limit of processes, or says that the limit is why it can’t', async () => {
      // Not from the start: runc needs some processes more for a moment to start the container.
      const id = await runContainer(host, 'full', '--pids-limit', '50');
      await docker(host, 'update', '--pids-limit', '2', id);
      const facts = await live.facts.readKernel(id);
      if (facts.unobserved === undefined) assert.equal(limit(facts, 'pids').observed, '2');
      else assert.match(facts.unobserved.reason.text, /at its limit of processes/, facts.unobserved.detail);
    });

    const changes: readonly (readonly [ChangeableLimit, string, RegExp])[] = [
      ['memory', '48m', new RegExp(`^${48 * mebi}$`)],
      ['cpus', '0.25', /^25000( 100000)?$/],
      ['pids', '50', /^50$/],
      ['pids', '-1', /^max$/],
      ['cpu-shares', '512', /^\d+$/],
      ['cpuset-cpus', '0', /^0$/],
      ['memory-reservation', '16m', new RegExp(`^${16 * mebi}$`)],
    ];
    for (const [name, text, wanted] of changes)
      it(`sets ${name} to ${text} in the running container`, async () => {
        const { id, inspect } = free;
        const info = await live.info();
        const answer = readLimitInput(name, text, {
          config: inspect.hostConfig,
          hostCpus: info.cpus,
          hostMemory: info.memory,
          memoryInUse: 0,
          processesNow: 0,
        });
        assert.ok(answer.ok);
        await live.engine.update(id, answer.update);
        // The update's event makes what was known of the container invalid.
        await until(live, () => live.facts.known(id) === undefined);
        assert.match(limit(await live.facts.readKernel(id), name).observed ?? '', wanted);
      });

    it('tells usage about once a second only while somebody watches', async () => {
      let samples = 0;
      let enough: () => void = () => undefined;
      const two = new Promise<void>((resolve) => (enough = resolve));
      const watching = live.watchUsage(limited.id, (usage) => {
        samples += 1;
        assert.ok(usage.memory > 0);
        assert.equal(usage.memoryLimit, 64 * mebi);
        if (samples === 2) enough();
      });
      await two;
      watching.dispose();
      const told = samples;
      await new Promise((resolve) => setTimeout(resolve, 2500));
      assert.equal(samples, told);
    });
  });

describe('block I/O limits on the local engine', function () {
  this.timeout(60_000);
  const { host } = localEngine;
  let device: string | undefined;

  before(async function () {
    await needs(this, 'local engine');
    const list = await docker(
      host,
      'run',
      '--rm',
      '--name',
      `${prefix}-lsblk`,
      'busybox:latest',
      'cat',
      '/proc/partitions',
    );
    const name = /^\s*\d+\s+\d+\s+\d+\s+([a-z]+)$/m.exec(list)?.[1];
    device = name === undefined ? undefined : `/dev/${name}`;
    if (device === undefined) skipBecause(this, 'this engine’s machine has no whole disk to limit');
  });

  after(() => removeContainers(host).catch(() => undefined));

  it('finds the four rates in the kernel’s files', async () => {
    assert.ok(device);
    const options = ['--device-read-bps', `${device}:1mb`, '--device-write-bps', `${device}:2mb`];
    const rates = ['--device-read-iops', `${device}:100`, '--device-write-iops', `${device}:200`];
    const id = await runContainer(host, 'disk', ...options, ...rates);
    const live = watchedEngine(host);
    const { limits } = await live.facts.readKernel(id);
    for (const [name, rate] of [
      ['device-read-bps', mebi],
      ['device-write-bps', 2 * mebi],
      ['device-read-iops', 100],
      ['device-write-iops', 200],
    ] as const) {
      const found = limits.find((candidate) => candidate.name === name);
      assert.ok(found);
      assert.ok(found.observed?.includes(String(rate)), `${name}: ${found.observed ?? 'not read'}`);
      assert.equal(found.mismatch, undefined, name);
    }
    live.dispose();
  });
});
