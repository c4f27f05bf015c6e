import { msg, type Message } from '../message';
import type { DeviceRate, HostConfig } from '../engine/port';
import { formatBytes } from './formatBytes';
import { parseCpuList } from './cpuList';
import { limitHits, type LimitHits } from './limitHits';

export const limitNames = [
  'memory',
  'swap',
  'memory-reservation',
  'cpus',
  'cpu-shares',
  'cpuset-cpus',
  'cpuset-mems',
  'pids',
  'blkio-weight',
  'device-read-bps',
  'device-write-bps',
  'device-read-iops',
  'device-write-iops',
] as const;
export type LimitName = (typeof limitNames)[number];

/** One limit of a container: what sets it, where the kernel keeps it, what is declared. */
export interface LimitFact {
  readonly name: LimitName;
  readonly title: Message;
  /** Option of `docker run` and, where it can be changed in place, of `docker update`. */
  readonly flag: string;
  /** Key of a compose service. */
  readonly composeKey: string;
  /** Key of HostConfig in the Engine API. */
  readonly apiKey: string;
  /** File below the container's cgroup on this engine's cgroup version. */
  readonly file: string;
  /** cgroup v1's controller, the folder below /sys/fs/cgroup; empty on v2. */
  readonly controller: string;
  readonly set: boolean;
  /** For people: the limit, or what having none means. */
  readonly value: Message;
  /** What the file is expected to hold; undefined where the runtime decides (weights) or the host does. */
  readonly expected: string | undefined;
  /** What the file really holds; undefined when it was not or could not be read. */
  readonly observed: string | undefined;
  /** Set when the file holds something else than what was declared. */
  readonly mismatch: Message | undefined;
  /** How often the limit was reached; undefined when the kernel does not count it or it was not read. */
  readonly hits: LimitHits | undefined;
  /** The declared number as the engine has it, for comparing usage with it; 0 when there is none. */
  readonly amount: number;
}

/** What cgroup v1 writes for “no memory limit”: the greatest multiple of a page in 63 bits. */
export const noMemoryLimitV1 = '9223372036854771712';
const defaultPeriod = 100_000;
const page = 4096;

/**
 * The limits of a container in the order in which they are shown. `observed` maps a kernel file to its
 * content as read, trimmed. Sources: cgroup-v2.rst and cgroup-v1/ of the kernel's documentation, runc.
 */
export function limitsOf(
  config: HostConfig,
  cgroupVersion: 1 | 2,
  observed: ReadonlyMap<string, string> = new Map(),
): readonly LimitFact[] {
  const v2 = cgroupVersion === 2;
  const make = (limit: Limit): LimitFact => {
    const held = observedValue(limit.file, v2, observed);
    return {
      ...limit,
      controller: v2 ? '' : limit.controller,
      observed: held,
      mismatch: mismatch(limit, held),
      hits: limitHits(limit.name, cgroupVersion, observed),
    };
  };
  const device = (
    name: LimitName,
    title: Message,
    composeKey: string,
    apiKey: string,
    rates: readonly DeviceRate[],
    unit: 'bytes' | 'operations',
    key: string,
    v1File: string,
  ) =>
    make({
      name,
      title,
      flag: `--${name}`,
      composeKey: `blkio_config.${composeKey}`,
      apiKey,
      controller: 'blkio',
      file: v2 ? 'io.max' : v1File,
      set: rates.length > 0,
      value: deviceValue(rates, unit),
      expected: v2 && rates.length > 0 ? rates.map((rate) => `${key}=${rate.rate}`).join(' ') : undefined,
      amount: rates[0]?.rate ?? 0,
    });
  return [
    make(memoryLimit(config, v2)),
    make(swapLimit(config, v2)),
    make(reservation(config, v2)),
    make(cpuLimit(config, v2)),
    make(cpuShares(config, v2)),
    make(cpuset('cpus', config.cpusetCpus)),
    make(cpuset('mems', config.cpusetMems)),
    make(pidsLimit(config)),
    make(blkioWeight(config, v2)),
    device(
      'device-read-bps',
      msg('Reading a device, bytes a second'),
      'device_read_bps',
      'BlkioDeviceReadBps',
      config.blkioDeviceReadBps,
      'bytes',
      'rbps',
      'blkio.throttle.read_bps_device',
    ),
    device(
      'device-write-bps',
      msg('Writing a device, bytes a second'),
      'device_write_bps',
      'BlkioDeviceWriteBps',
      config.blkioDeviceWriteBps,
      'bytes',
      'wbps',
      'blkio.throttle.write_bps_device',
    ),
    device(
      'device-read-iops',
      msg('Reading a device, operations a second'),
      'device_read_iops',
      'BlkioDeviceReadIOps',
      config.blkioDeviceReadIOps,
      'operations',
      'riops',
      'blkio.throttle.read_iops_device',
    ),
    device(
      'device-write-iops',
      msg('Writing a device, operations a second'),
      'device_write_iops',
      'BlkioDeviceWriteIOps',
      config.blkioDeviceWriteIOps,
      'operations',
      'wiops',
      'blkio.throttle.write_iops_device',
    ),
  ];
}

type Limit = Omit<LimitFact, 'observed' | 'mismatch' | 'hits'>;

/** A file that holds something else than what was declared, beyond what the kernel rounds. */
function mismatch({ name, expected }: Limit, observed: string | undefined): Message | undefined {
  if (expected === undefined || observed === undefined || sameValue(name, expected, observed))
    return undefined;
  return msg('Declared {0}, yet the kernel holds {1}.', expected, observed);
}

function sameValue(name: LimitName, expected: string, observed: string): boolean {
  if (expected === observed) return true;
  if (name === 'memory' || name === 'swap' || name === 'memory-reservation')
    // Memory is counted in pages, and an engine that clears a limit writes what it holds for none.
    return (
      Math.floor(Number(expected) / page) === Math.floor(Number(observed) / page) ||
      (isNoLimit(expected) && isNoLimit(observed))
    );
  if (name === 'cpuset-cpus' || name === 'cpuset-mems')
    return parseCpuList(expected)?.join() === parseCpuList(observed)?.join();
  return name.startsWith('device-') && observed.includes(expected);
}

function isNoLimit(value: string): boolean {
  return value === 'max' || Number(value) >= Number(noMemoryLimitV1) - page;
}

function memoryLimit(config: HostConfig, v2: boolean): Limit {
  const set = config.memory > 0;
  return {
    name: 'memory',
    title: msg('Memory'),
    flag: '--memory',
    composeKey: 'mem_limit',
    apiKey: 'Memory',
    controller: 'memory',
    file: v2 ? 'memory.max' : 'memory.limit_in_bytes',
    set,
    value: set
      ? formatBytes(config.memory)
      : msg('no limit: the container may use all the memory of the host'),
    expected: set ? String(config.memory) : v2 ? 'max' : noMemoryLimitV1,
    amount: config.memory,
  };
}

/** MemorySwap is memory and swap together; v2 keeps the swap alone. Unset with a memory limit: twice the memory. */
function swapLimit(config: HostConfig, v2: boolean): Limit {
  const together = config.memorySwap !== 0 ? config.memorySwap : config.memory > 0 ? 2 * config.memory : -1;
  const set = together > 0;
  const swap = together - config.memory;
  return {
    name: 'swap',
    title: msg('Memory and swap together'),
    flag: '--memory-swap',
    composeKey: 'memswap_limit',
    apiKey: 'MemorySwap',
    controller: 'memory',
    file: v2 ? 'memory.swap.max' : 'memory.memsw.limit_in_bytes',
    set,
    value: set
      ? formatBytes(together)
      : msg('no limit: memory of the container may be swapped out as long as the host has swap'),
    expected: set ? String(v2 ? swap : together) : v2 ? 'max' : noMemoryLimitV1,
    amount: set ? together : 0,
  };
}

function reservation(config: HostConfig, v2: boolean): Limit {
  const set = config.memoryReservation > 0;
  return {
    name: 'memory-reservation',
    title: msg('Memory reservation'),
    flag: '--memory-reservation',
    composeKey: 'mem_reservation',
    apiKey: 'MemoryReservation',
    controller: 'memory',
    file: v2 ? 'memory.low' : 'memory.soft_limit_in_bytes',
    set,
    value: set
      ? formatBytes(config.memoryReservation)
      : msg('none: when memory runs short, nothing is kept for this container'),
    expected: set ? String(config.memoryReservation) : v2 ? '0' : noMemoryLimitV1,
    amount: config.memoryReservation,
  };
}

function cpuLimit(config: HostConfig, v2: boolean): Limit {
  const { quota, period } = cpuQuota(config);
  const set = quota > 0;
  return {
    name: 'cpus',
    title: msg('CPU quota'),
    flag: '--cpus',
    composeKey: 'cpus',
    apiKey: 'NanoCpus',
    controller: 'cpu',
    file: v2 ? 'cpu.max' : 'cpu.cfs_quota_us',
    set,
    value: set
      ? msg('{0} CPUs: {1} µs of each {2} µs', round(quota / period), quota, period)
      : msg('no limit: the container may use every CPU fully'),
    expected: v2 ? `${set ? quota : 'max'} ${period}` : set ? String(quota) : '-1',
    amount: set ? quota / period : 0,
  };
}

/** Quota and period in microseconds, whichever way they were declared; quota −1 for none. */
export function cpuQuota(config: HostConfig): { readonly quota: number; readonly period: number } {
  if (config.nanoCpus > 0)
    return { quota: Math.floor((config.nanoCpus * defaultPeriod) / 1e9), period: defaultPeriod };
  const period = config.cpuPeriod > 0 ? config.cpuPeriod : defaultPeriod;
  return { quota: config.cpuQuota > 0 ? config.cpuQuota : -1, period };
}

function cpuShares(config: HostConfig, v2: boolean): Limit {
  const set = config.cpuShares > 0;
  return {
    name: 'cpu-shares',
    title: msg('CPU weight'),
    flag: '--cpu-shares',
    composeKey: 'cpu_shares',
    apiKey: 'CpuShares',
    controller: 'cpu',
    file: v2 ? 'cpu.weight' : 'cpu.shares',
    set,
    value: set
      ? msg('{0} shares: its part of the CPUs when they are all busy', config.cpuShares)
      : msg('default: an equal part of the CPUs when they are all busy'),
    // Two formulas turn shares into a weight in the wild (runc before and since 1.3.2): the file decides.
    expected: v2 ? (set ? undefined : '100') : String(set ? config.cpuShares : 1024),
    amount: config.cpuShares,
  };
}

function cpuset(which: 'cpus' | 'mems', declared: string): Limit {
  const set = declared !== '';
  return {
    name: `cpuset-${which}`,
    title: which === 'cpus' ? msg('CPUs it may run on') : msg('Memory nodes it may use'),
    flag: `--cpuset-${which}`,
    composeKey: which === 'cpus' ? 'cpuset' : '',
    apiKey: which === 'cpus' ? 'CpusetCpus' : 'CpusetMems',
    controller: 'cpuset',
    file: `cpuset.${which}`,
    set,
    value: set ? msg('only {0}', declared) : msg('no limit: all of the host'),
    expected: set ? declared : undefined,
    amount: 0,
  };
}

function pidsLimit(config: HostConfig): Limit {
  const set = config.pidsLimit > 0;
  return {
    name: 'pids',
    title: msg('Processes'),
    flag: '--pids-limit',
    composeKey: 'pids_limit',
    apiKey: 'PidsLimit',
    controller: 'pids',
    file: 'pids.max',
    set,
    value: set
      ? msg('{0} processes and threads', config.pidsLimit)
      : msg('no limit: a fork bomb in the container can take every process number of the host'),
    expected: set ? String(config.pidsLimit) : 'max',
    amount: set ? config.pidsLimit : 0,
  };
}

function blkioWeight(config: HostConfig, v2: boolean): Limit {
  const set = config.blkioWeight > 0;
  return {
    name: 'blkio-weight',
    title: msg('Block I/O weight'),
    flag: '--blkio-weight',
    composeKey: 'blkio_config.weight',
    apiKey: 'BlkioWeight',
    controller: 'blkio',
    file: v2 ? 'io.bfq.weight' : 'blkio.weight',
    set,
    value: set
      ? msg('{0}: its part of the disks when they are busy', config.blkioWeight)
      : msg('default: an equal part of the disks when they are busy'),
    expected: undefined,
    amount: config.blkioWeight,
  };
}

function deviceValue(rates: readonly DeviceRate[], unit: 'bytes' | 'operations'): Message {
  const [first] = rates;
  if (first === undefined) return msg('no limit');
  if (rates.length > 1) return msg('{0} devices', rates.length);
  return unit === 'bytes'
    ? msg('{0} bytes a second on {1}', first.rate, first.path)
    : msg('{0} operations a second on {1}', first.rate, first.path);
}

function observedValue(file: string, v2: boolean, observed: ReadonlyMap<string, string>): string | undefined {
  if (v2 && file === 'io.bfq.weight') return observed.get(file) ?? observed.get('io.weight');
  return observed.get(file);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
