import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changeableLimits,
  example,
  parseBytes,
  readLimitInput,
  type ChangeableLimit,
  type LimitContext,
} from '../../../src/kernel/limitInput';
import { readInspect } from '../../../src/engine/readAnswers';
import { formatMessage } from '../../../src/message';

const mebi = 1024 * 1024;

function context(hostConfig: Readonly<Record<string, unknown>> = {}): LimitContext {
  return {
    config: readInspect({ HostConfig: hostConfig }).hostConfig,
    hostCpus: 2,
    hostMemory: 2048 * mebi,
    memoryInUse: 20 * mebi,
    processesNow: 5,
  };
}

describe('readLimitInput', () => {
  const accepted: readonly (readonly [ChangeableLimit, string, Readonly<Record<string, unknown>>, object])[] =
    [
      ['memory', '64m', { Memory: mebi, MemorySwap: -1 }, { Memory: 64 * mebi }],
      ['memory', '64m', {}, { Memory: 64 * mebi, MemorySwap: 128 * mebi }],
      ['memory', ' 1.5G ', { MemorySwap: 64 * mebi }, { Memory: 1536 * mebi, MemorySwap: 3072 * mebi }],
      ['swap', '128MiB', { Memory: 64 * mebi }, { Memory: 64 * mebi, MemorySwap: 128 * mebi }],
      ['swap', '-1', { Memory: 64 * mebi }, { Memory: 64 * mebi, MemorySwap: -1 }],
      ['memory-reservation', '32m', { Memory: 64 * mebi }, { MemoryReservation: 32 * mebi }],
      ['cpus', '0.5', {}, { NanoCpus: 500000000 }],
      ['cpus', '0,5', {}, { NanoCpus: 500000000 }],
      ['cpus', '.5', {}, { NanoCpus: 500000000 }],
      ['cpus', '1', { CpuQuota: 20000, CpuPeriod: 50000 }, { CpuQuota: 50000, CpuPeriod: 50000 }],
      ['cpu-shares', '2', {}, { CpuShares: 2 }],
      ['cpuset-cpus', '0-1', {}, { CpusetCpus: '0-1' }],
      ['pids', '100', {}, { PidsLimit: 100 }],
      ['pids', '-1', {}, { PidsLimit: -1 }],
      ['blkio-weight', '300', {}, { BlkioWeight: 300 }],
    ];
  for (const [name, text, config, update] of accepted)
    it(`takes “${text}” for ${name} of ${JSON.stringify(config)}`, () => {
      assert.deepEqual(readLimitInput(name, text, context(config)), { ok: true, update });
    });

  const refused: readonly (readonly [ChangeableLimit, string, Readonly<Record<string, unknown>>, RegExp])[] =
    [
      ['memory', '', {}, /Type a value, for example 256m/],
      ['memory', 'lots', {}, /“lots” is not a size/],
      ['memory', '5m', {}, /below 6 MiB/],
      ['memory', '10m', {}, /uses now: the kernel would kill/],
      ['memory', '3g', {}, /More than the engine’s host has/],
      ['memory', '64m', { MemoryReservation: 128 * mebi }, /memory reserved/],
      ['swap', '128m', {}, /memory limit first/],
      ['swap', '32m', { Memory: 64 * mebi }, /Less than the memory limit/],
      ['memory-reservation', '128m', { Memory: 64 * mebi }, /More than the memory limit/],
      ['cpus', '3', {}, /only 2 CPUs/],
      ['cpus', '0', {}, /no less than 0.01/],
      ['cpus', '-1', {}, /not a number of CPUs/],
      ['cpus', 'half', {}, /not a number of CPUs/],
      ['cpu-shares', '1', {}, /from 2 to 262144/],
      ['cpu-shares', '1.5', {}, /from 2 to 262144/],
      ['cpuset-cpus', '2', {}, /CPUs 0 to 1/],
      ['cpuset-cpus', '1-0', {}, /not a list/],
      ['cpuset-cpus', '0; rm', {}, /not a list/],
      ['pids', '3', {}, /5 processes and threads now/],
      ['pids', '0', {}, /not a number of processes/],
      ['pids', '99999999', {}, /No Linux kernel/],
      ['blkio-weight', '5', {}, /from 10 to 1000/],
    ];
  for (const [name, text, config, reason] of refused)
    it(`refuses “${text}” for ${name} of ${JSON.stringify(config)}`, () => {
      const answer = readLimitInput(name, text, context(config));
      assert.equal(answer.ok, false);
      assert.match(formatMessage(answer.reason), reason);
    });

  it('never gives the engine anything but finite numbers and lists, whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...changeableLimits), fc.string(), (name, text) => {
        const answer = readLimitInput(name, text, context());
        if (!answer.ok) return;
        for (const value of Object.values(answer.update))
          assert.ok(typeof value === 'number' ? Number.isSafeInteger(value) : /^[\d,\s-]+$/.test(value));
      }),
    );
  });

  it('takes its own examples', () => {
    const roomy = { ...context({ Memory: 256 * mebi, MemorySwap: 1024 * mebi }), hostCpus: 8 };
    for (const name of changeableLimits)
      assert.equal(readLimitInput(name, example(name), roomy).ok, true, name);
  });
});

describe('parseBytes', () => {
  it('reads back any whole number of kibibytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (size) => {
        assert.equal(parseBytes(`${size}k`), size * 1024);
        assert.equal(parseBytes(`${size}KiB`), size * 1024);
      }),
    );
  });
});
