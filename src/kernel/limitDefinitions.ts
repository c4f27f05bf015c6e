import { msg, type Message } from '../message';
import type { HostConfig } from '../engine/port';
import { deviceLimits } from './deviceLimits';
import { formatBytes } from './formatBytes';

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

/** One limit as it is declared: what sets it, where the kernel keeps it, what it should hold. */
export interface LimitDefinition {
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
  /** The declared number as the engine has it, for comparing usage with it; 0 when there is none. */
  readonly amount: number;
}

/** What cgroup v1 writes for “no memory limit”: the greatest multiple of a page in 63 bits. */
export const noMemoryLimitV1 = '9223372036854771712';
const defaultPeriod = 100_000;

/**
 * The limits that a container was declared with, in the order in which they are shown. `driver` is what makes the
 * control groups, as the engine names it. Sources: cgroup-v2.rst and cgroup-v1/ of the kernel's documentation, runc.
 */
export function limitDefinitions(
  config: HostConfig,
  cgroupVersion: 1 | 2,
  driver = '',
): readonly LimitDefinition[] {
  const v2 = cgroupVersion === 2;
  return [
    memoryLimit(config, v2),
    swapLimit(config, v2),
    reservation(config, v2),
    cpuLimit(config, v2),
    cpuShares(config, v2),
    cpuset('cpus', config.cpusetCpus, v2),
    cpuset('mems', config.cpusetMems, v2),
    pidsLimit(config, v2, driver === 'systemd'),
    blkioWeight(config, v2),
    ...deviceLimits(config, v2),
  ];
}

function memoryLimit(config: HostConfig, v2: boolean): LimitDefinition {
  const set = config.memory > 0;
  return {
    name: 'memory',
    title: msg('Memory'),
    flag: '--memory',
    composeKey: 'mem_limit',
    apiKey: 'Memory',
    controller: v2 ? '' : 'memory',
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
function swapLimit(config: HostConfig, v2: boolean): LimitDefinition {
  const together = config.memorySwap !== 0 ? config.memorySwap : config.memory > 0 ? 2 * config.memory : -1;
  const set = together > 0;
  const swap = together - config.memory;
  return {
    name: 'swap',
    title: msg('Memory and swap together'),
    flag: '--memory-swap',
    composeKey: 'memswap_limit',
    apiKey: 'MemorySwap',
    controller: v2 ? '' : 'memory',
    file: v2 ? 'memory.swap.max' : 'memory.memsw.limit_in_bytes',
    set,
    value: set
      ? formatBytes(together)
      : msg('no limit: memory of the container may be swapped out as long as the host has swap'),
    expected: set ? String(v2 ? swap : together) : v2 ? 'max' : noMemoryLimitV1,
    amount: set ? together : 0,
  };
}

function reservation(config: HostConfig, v2: boolean): LimitDefinition {
  const set = config.memoryReservation > 0;
  return {
    name: 'memory-reservation',
    title: msg('Memory reservation'),
    flag: '--memory-reservation',
    composeKey: 'mem_reservation',
    apiKey: 'MemoryReservation',
    controller: v2 ? '' : 'memory',
    file: v2 ? 'memory.low' : 'memory.soft_limit_in_bytes',
    set,
    value: set
      ? formatBytes(config.memoryReservation)
      : msg('none: when memory runs short, nothing is kept for this container'),
    expected: set ? String(config.memoryReservation) : v2 ? '0' : noMemoryLimitV1,
    amount: config.memoryReservation,
  };
}

function cpuLimit(config: HostConfig, v2: boolean): LimitDefinition {
  const { quota, period } = cpuQuota(config);
  const set = quota > 0;
  return {
    name: 'cpus',
    title: msg('CPU quota'),
    flag: '--cpus',
    composeKey: 'cpus',
    apiKey: 'NanoCpus',
    controller: v2 ? '' : 'cpu',
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

function cpuShares(config: HostConfig, v2: boolean): LimitDefinition {
  const set = config.cpuShares > 0;
  return {
    name: 'cpu-shares',
    title: msg('CPU weight'),
    flag: '--cpu-shares',
    composeKey: 'cpu_shares',
    apiKey: 'CpuShares',
    controller: v2 ? '' : 'cpu',
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

function cpuset(which: 'cpus' | 'mems', declared: string, v2: boolean): LimitDefinition {
  const set = declared !== '';
  return {
    name: `cpuset-${which}`,
    title: which === 'cpus' ? msg('CPUs it may run on') : msg('Memory nodes it may use'),
    flag: `--cpuset-${which}`,
    composeKey: which === 'cpus' ? 'cpuset' : '',
    apiKey: which === 'cpus' ? 'CpusetCpus' : 'CpusetMems',
    controller: v2 ? '' : 'cpuset',
    file: `cpuset.${which}`,
    set,
    value: set ? msg('only {0}', declared) : msg('no limit: all of the host'),
    expected: set ? declared : undefined,
    amount: 0,
  };
}

/**
 * systemd gives each control group that it makes its DefaultTasksMax, 15 % of what the kernel allows, unless it is told
 * another number (systemd-system.conf). runc tells it none for a container without a limit.
 */
function pidsLimit(config: HostConfig, v2: boolean, systemd: boolean): LimitDefinition {
  const set = config.pidsLimit > 0;
  const bySystemd = systemd && config.pidsLimit <= 0;
  return {
    name: 'pids',
    title: msg('Processes'),
    flag: '--pids-limit',
    composeKey: 'pids_limit',
    apiKey: 'PidsLimit',
    controller: v2 ? '' : 'pids',
    file: 'pids.max',
    set,
    value: set
      ? msg('{0} processes and threads', config.pidsLimit)
      : bySystemd
        ? msg(
            'none declared: systemd, which makes the control groups here, sets its own (DefaultTasksMax), 15 % of what the kernel allows unless it is configured otherwise',
          )
        : msg('no limit: a fork bomb in the container can take every process number of the host'),
    expected: set ? String(config.pidsLimit) : bySystemd ? undefined : 'max',
    amount: set ? config.pidsLimit : 0,
  };
}

function blkioWeight(config: HostConfig, v2: boolean): LimitDefinition {
  const set = config.blkioWeight > 0;
  return {
    name: 'blkio-weight',
    title: msg('Block I/O weight'),
    flag: '--blkio-weight',
    composeKey: 'blkio_config.weight',
    apiKey: 'BlkioWeight',
    controller: v2 ? '' : 'blkio',
    file: v2 ? 'io.bfq.weight' : 'blkio.weight',
    set,
    value: set
      ? msg('{0}: its part of the disks when they are busy', config.blkioWeight)
      : msg('default: an equal part of the disks when they are busy'),
    expected: undefined,
    amount: config.blkioWeight,
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
