import assert from 'node:assert/strict';
import { formatBytes } from '../../../src/kernel/formatBytes';
import { usageOf } from '../../../src/kernel/usage';
import { readStats } from '../../../src/engine/readStats';
import { formatMessage } from '../../../src/message';

function sample(total: number, system: number, memory: Readonly<Record<string, unknown>> = {}) {
  return readStats({
    cpu_stats: { cpu_usage: { total_usage: total }, system_cpu_usage: system, online_cpus: 2 },
    memory_stats: memory,
    pids_stats: { current: 3 },
  });
}

describe('usageOf', () => {
  it('counts CPU as docker stats does, from two samples', () => {
    assert.equal(usageOf(sample(50, 1000), undefined).cpuPercent, undefined);
    // A quarter of two CPUs' time is half of one CPU.
    assert.equal(usageOf(sample(300, 2000), sample(50, 1000)).cpuPercent, 50);
    assert.equal(usageOf(sample(50, 2000), sample(50, 1000)).cpuPercent, 0);
  });

  it('leaves the page cache out of memory on both cgroup versions', () => {
    const v1 = sample(0, 0, { usage: 1000, stats: { inactive_file: 1, total_inactive_file: 300 } });
    const v2 = sample(0, 0, { usage: 1000, stats: { inactive_file: 400 } });
    const odd = sample(0, 0, { usage: 1000, stats: { inactive_file: 4000 } });
    assert.deepEqual(
      [v1, v2, odd].map((s) => usageOf(s, undefined).memory),
      [700, 600, 1000],
    );
  });
});

describe('formatBytes', () => {
  const cases = [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1048575, '1 MiB'],
    [67108864, '64 MiB'],
    [1610612736, '1.5 GiB'],
    [5e12, '4.5 TiB'],
  ] as const;
  for (const [bytes, text] of cases)
    it(`${bytes} is ${text}`, () => {
      assert.equal(formatMessage(formatBytes(bytes)), text);
    });
});
