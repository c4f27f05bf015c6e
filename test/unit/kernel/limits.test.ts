import assert from 'node:assert/strict';
import type { LimitName } from '../../../src/kernel/limitDefinitions';
import { heldWords, limitsOf } from '../../../src/kernel/limits';
import { readInspect } from '../../../src/engine/readAnswers';
import { formatMessage } from '../../../src/message';

function limit(
  name: LimitName,
  hostConfig: Readonly<Record<string, unknown>>,
  version: 1 | 2,
  files: Readonly<Record<string, string>> = {},
) {
  const { hostConfig: config } = readInspect({ HostConfig: hostConfig });
  const found = limitsOf(config, version, new Map(Object.entries(files))).find((l) => l.name === name);
  assert.ok(found);
  return found;
}

describe('the limit of processes where systemd makes the control groups', () => {
  const pids = (version: 1 | 2, held: string, config = {}) =>
    limitsOf(readInspect({ HostConfig: config }).hostConfig, version, new Map([['pids.max', held]]), {
      cgroups: true,
      missing: [],
      driver: 'systemd',
    }).find(({ name }) => name === 'pids');

  it('is systemd’s own for a container without one: neither “no limit” nor a mismatch', () => {
    for (const version of [1, 2] as const) {
      const found = pids(version, '9457');
      assert.equal(found?.mismatch, undefined);
      assert.equal(found?.observed, '9457');
      assert.equal(found.set, false);
      assert.match(formatMessage(found.value), /DefaultTasksMax/);
      assert.doesNotMatch(formatMessage(found.value), /no limit|fork bomb/);
    }
  });

  it('is compared where it is declared, and none where it was taken away again', () => {
    assert.equal(pids(2, '20', { PidsLimit: 20 })?.mismatch, undefined);
    assert.notEqual(pids(2, '9457', { PidsLimit: 20 })?.mismatch, undefined);
    assert.equal(pids(2, 'max', { PidsLimit: -1 })?.mismatch, undefined);
    assert.match(
      formatMessage(pids(2, 'max', { PidsLimit: -1 })?.value ?? { text: '', args: [] }),
      /no limit/,
    );
  });

  it('is none with the driver cgroupfs', () => {
    assert.match(formatMessage(limit('pids', {}, 2).value), /no limit/);
    assert.notEqual(limit('pids', {}, 2, { 'pids.max': '9457' }).mismatch, undefined);
  });
});

describe('what a file of a limit holds', () => {
  it('says “no limit” where cgroup v1 writes its greatest number', () => {
    const held = (name: LimitName, observed: string | undefined) =>
      heldWords({ name, observed }, (message) => formatMessage(message));
    for (const name of ['memory', 'swap', 'memory-reservation'] as const)
      assert.equal(held(name, '9223372036854771712'), '9223372036854771712 (no limit)');
    // With pages of 64 KiB, as on some ARM machines.
    assert.equal(held('memory', '9223372036854710272'), '9223372036854710272 (no limit)');
    assert.equal(held('memory', '67108864'), '67108864');
    assert.equal(held('memory', 'max'), 'max');
    assert.equal(held('pids', '9223372036854771712'), '9223372036854771712');
    assert.equal(held('memory', undefined), undefined);
  });
});

describe('limitsOf', () => {
  // File and content as real engines wrote them for these options.
  const cases: readonly (readonly [
    LimitName,
    Readonly<Record<string, unknown>>,
    1 | 2,
    string,
    string | undefined,
  ])[] = [
    ['memory', { Memory: 67108864 }, 2, 'memory.max', '67108864'],
    ['memory', { Memory: 67108864 }, 1, 'memory.limit_in_bytes', '67108864'],
    ['memory', {}, 2, 'memory.max', 'max'],
    ['memory', {}, 1, 'memory.limit_in_bytes', '9223372036854771712'],
    ['swap', { Memory: 67108864, MemorySwap: 134217728 }, 2, 'memory.swap.max', '67108864'],
    ['swap', { Memory: 67108864, MemorySwap: 134217728 }, 1, 'memory.memsw.limit_in_bytes', '134217728'],
    ['swap', { Memory: 67108864, MemorySwap: -1 }, 2, 'memory.swap.max', 'max'],
    ['swap', { Memory: 67108864 }, 2, 'memory.swap.max', '67108864'],
    ['memory-reservation', { MemoryReservation: 33554432 }, 2, 'memory.low', '33554432'],
    ['cpus', { NanoCpus: 500000000 }, 2, 'cpu.max', '50000 100000'],
    ['cpus', { CpuQuota: 20000, CpuPeriod: 50000 }, 2, 'cpu.max', '20000 50000'],
    ['cpus', { NanoCpus: 500000000 }, 1, 'cpu.cfs_quota_us', '50000'],
    ['cpus', {}, 2, 'cpu.max', 'max 100000'],
    ['cpus', {}, 1, 'cpu.cfs_quota_us', '-1'],
    ['cpu-shares', { CpuShares: 2000 }, 2, 'cpu.weight', undefined],
    ['cpu-shares', { CpuShares: 2000 }, 1, 'cpu.shares', '2000'],
    ['cpuset-cpus', { CpusetCpus: '0' }, 2, 'cpuset.cpus', '0'],
    ['pids', { PidsLimit: 20 }, 2, 'pids.max', '20'],
    ['pids', { PidsLimit: -1 }, 1, 'pids.max', 'max'],
    [
      'device-read-bps',
      { BlkioDeviceReadBps: [{ Path: '/dev/vda', Rate: 1048576 }] },
      2,
      'io.max',
      'rbps=1048576',
    ],
  ];
  for (const [name, config, version, file, expected] of cases)
    it(`${name} of ${JSON.stringify(config)} on v${version} is “${expected ?? 'the runtime’s choice'}” in ${file}`, () => {
      const found = limit(name, config, version);
      assert.equal(found.file, file);
      assert.equal(found.expected, expected);
    });

  it('says what having no limit means', () => {
    assert.match(formatMessage(limit('pids', {}, 2).value), /^no limit: .*fork bomb/);
    assert.equal(limit('pids', {}, 2).set, false);
  });

  it('shows what the kernel holds, and tells when it is something else', () => {
    const changed = limit('memory', { Memory: 67108864 }, 2, { 'memory.max': '33554432' });
    assert.equal(changed.observed, '33554432');
    assert.deepEqual(changed.mismatch?.args, ['67108864', '33554432']);
  });

  it('takes what the kernel rounds to pages, and lists of CPUs written otherwise, for the same', () => {
    assert.equal(limit('memory', { Memory: 67109000 }, 2, { 'memory.max': '67108864' }).mismatch, undefined);
    assert.equal(
      limit('cpuset-cpus', { CpusetCpus: '0,1' }, 2, { 'cpuset.cpus': '0-1' }).mismatch,
      undefined,
    );
    const io = { BlkioDeviceReadBps: [{ Path: '/dev/vda', Rate: 1048576 }] };
    const content = { 'io.max': '254:0 rbps=1048576 wbps=max riops=max wiops=max' };
    assert.equal(limit('device-read-bps', io, 2, content).mismatch, undefined);
  });

  const hits: readonly (readonly [LimitName, 1 | 2, Readonly<Record<string, string>>, number, RegExp])[] = [
    [
      'memory',
      2,
      { 'memory.events': 'low 0\nhigh 0\nmax 7\noom 1\noom_kill 3' },
      3,
      /3 processes were killed/,
    ],
    ['memory', 1, { 'memory.failcnt': '12' }, 12, /reached 12 times/],
    [
      'cpus',
      2,
      { 'cpu.stat': 'usage_usec 9\nnr_throttled 39\nthrottled_usec 2971314' },
      39,
      /39 periods, 2971 ms/,
    ],
    ['cpus', 1, { 'cpu.stat': 'nr_throttled 4\nthrottled_time 2000000' }, 4, /4 periods, 2 ms/],
    ['pids', 2, { 'pids.events': 'max 5' }, 5, /5 new processes were refused/],
  ];
  for (const [name, version, files, count, text] of hits)
    it(`counts hits of ${name} on v${version}`, () => {
      const found = limit(name, {}, version, files);
      assert.equal(found.hits?.count, count);
      assert.match(formatMessage(found.hits.text), text);
    });

  it('tells no hits where nothing was read', () => {
    assert.equal(limit('memory', {}, 2).hits, undefined);
  });
});
