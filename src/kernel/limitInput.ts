import { msg, type Message } from '../message';
import type { HostConfig } from '../engine/port';
import { parseCpuList } from './cpuList';
import { formatBytes } from './formatBytes';
import { cpuQuota, type LimitName } from './limitDefinitions';

/** Limits that an engine changes in a running container (`POST /containers/{id}/update`). */
export const changeableLimits = [
  'memory',
  'swap',
  'memory-reservation',
  'cpus',
  'cpu-shares',
  'cpuset-cpus',
  'cpuset-mems',
  'pids',
  'blkio-weight',
] as const satisfies readonly LimitName[];
export type ChangeableLimit = (typeof changeableLimits)[number];

/** What a new limit is checked against. Bytes; 0 where a number is not known. */
export interface LimitContext {
  readonly config: HostConfig;
  readonly hostCpus: number;
  readonly hostMemory: number;
  /** What the container uses now. */
  readonly memoryInUse: number;
  readonly processesNow: number;
}

export type LimitInput =
  | { readonly ok: true; readonly update: Readonly<Record<string, number | string>> }
  | { readonly ok: false; readonly reason: Message; readonly detail?: Message };

/** The smallest memory limit that the engine takes (daemon/daemon_unix.go of Moby). */
const leastMemory = 6 * 1024 * 1024;

/**
 * Reads what a person typed as a new limit and refuses what the engine would refuse, what can't be meant
 * and what would kill the container at once. Keys of `update` are those of the Engine API.
 */
export function readLimitInput(name: ChangeableLimit, input: string, context: LimitContext): LimitInput {
  const text = input.trim();
  if (text === '') return refuse(msg('Type a value, for example {0}.', example(name)));
  switch (name) {
    case 'memory':
      return memoryInput(text, context);
    case 'swap':
      return swapInput(text, context);
    case 'memory-reservation':
      return reservationInput(text, context);
    case 'cpus':
      return cpusInput(text, context);
    case 'cpu-shares':
      return wholeNumberInput(text, 2, 262_144, (value) => ({ CpuShares: value }));
    case 'blkio-weight':
      return wholeNumberInput(text, 10, 1000, (value) => ({ BlkioWeight: value }));
    case 'pids':
      return pidsInput(text, context);
    case 'cpuset-cpus':
      return cpusetInput(text, context.hostCpus, 'CpusetCpus');
    case 'cpuset-mems':
      return cpusetInput(text, 0, 'CpusetMems');
  }
}

/** A value as it may be typed, for the input box. */
export function example(name: ChangeableLimit): string {
  return {
    memory: '256m',
    swap: '512m',
    'memory-reservation': '128m',
    cpus: '0.5',
    'cpu-shares': '512',
    'cpuset-cpus': '0-1',
    'cpuset-mems': '0',
    pids: '100',
    'blkio-weight': '300',
  }[name];
}

/** `64m`, `1.5g`, `512k`, `1048576`, with or without `b` or `ib`: bytes, or undefined. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const power = ['', 'k', 'm', 'g', 't'].indexOf((match[2] ?? '').toLowerCase());
  const bytes = Math.floor(Number(match[1]) * 1024 ** power);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

function memoryInput(text: string, { config, hostMemory, memoryInUse }: LimitContext): LimitInput {
  const bytes = parseBytes(text);
  if (bytes === undefined) return notASize(text);
  if (bytes < leastMemory) return refuse(msg('Too little: the engine takes no memory limit below 6 MiB.'));
  if (hostMemory > 0 && bytes > hostMemory)
    return refuse(msg('More than the engine’s host has: that limit would never be reached.'), hostMemory);
  if (bytes < memoryInUse)
    return refuse(
      msg('Less than the container uses now: the kernel would kill its processes at once.'),
      memoryInUse,
    );
  if (config.memoryReservation > bytes)
    return refuse(msg('Less than the memory reserved for the container.'), config.memoryReservation);
  // A limit on memory and swap together that stands below the new one would make the engine refuse it.
  const swapFollows = config.memorySwap > 0 && config.memorySwap < bytes;
  const swapUnset = config.memorySwap === 0;
  return {
    ok: true,
    update: { Memory: bytes, ...(swapFollows || swapUnset ? { MemorySwap: 2 * bytes } : {}) },
  };
}

function swapInput(text: string, { config }: LimitContext): LimitInput {
  if (config.memory <= 0)
    return refuse(msg('Set a memory limit first: this one counts memory and swap together.'));
  if (text === '-1') return { ok: true, update: { MemorySwap: -1, Memory: config.memory } };
  const bytes = parseBytes(text);
  if (bytes === undefined) return notASize(text);
  return bytes < config.memory
    ? refuse(msg('Less than the memory limit: this one counts memory and swap together.'), config.memory)
    : { ok: true, update: { MemorySwap: bytes, Memory: config.memory } };
}

function reservationInput(text: string, { config, hostMemory }: LimitContext): LimitInput {
  const bytes = parseBytes(text);
  if (bytes === undefined) return notASize(text);
  if (bytes > 0 && bytes < leastMemory)
    return refuse(msg('Too little: the engine takes no memory reservation below 6 MiB.'));
  if (config.memory > 0 && bytes > config.memory)
    return refuse(msg('More than the memory limit: it could never be kept.'), config.memory);
  if (hostMemory > 0 && bytes > hostMemory)
    return refuse(msg('More than the engine’s host has: it could never be kept.'), hostMemory);
  return { ok: true, update: { MemoryReservation: bytes } };
}

function cpusInput(text: string, { config, hostCpus }: LimitContext): LimitInput {
  const cpus = /^\d*[.,]?\d+$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  if (Number.isNaN(cpus)) return refuse(msg('“{0}” is not a number of CPUs, such as 0.5 or 2.', text));
  if (cpus < 0.01) return refuse(msg('Too little: the engine takes no less than 0.01 CPUs.'));
  if (hostCpus > 0 && cpus > hostCpus) return refuse(msg('The engine’s host has only {0} CPUs.', hostCpus));
  // The engine refuses NanoCpus beside a quota that was set in microseconds: that one is changed then.
  if (config.nanoCpus === 0 && config.cpuQuota > 0) {
    const { period } = cpuQuota(config);
    return { ok: true, update: { CpuQuota: Math.round(cpus * period), CpuPeriod: period } };
  }
  return { ok: true, update: { NanoCpus: Math.round(cpus * 1e9) } };
}

function pidsInput(text: string, { processesNow }: LimitContext): LimitInput {
  if (text === '-1') return { ok: true, update: { PidsLimit: -1 } };
  if (!/^\d+$/.test(text) || Number(text) < 1)
    return refuse(msg('“{0}” is not a number of processes; −1 takes the limit away.', text));
  const limit = Number(text);
  if (limit > 4_194_304) return refuse(msg('No Linux kernel has that many process numbers.'));
  return limit < processesNow
    ? refuse(msg('The container has {0} processes and threads now: it could start no more.', processesNow))
    : { ok: true, update: { PidsLimit: limit } };
}

function wholeNumberInput(
  text: string,
  least: number,
  most: number,
  update: (value: number) => Readonly<Record<string, number>>,
): LimitInput {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most
    ? { ok: true, update: update(value) }
    : refuse(msg('Type a whole number from {0} to {1}.', least, most));
}

function cpusetInput(text: string, count: number, key: 'CpusetCpus' | 'CpusetMems'): LimitInput {
  const numbers = parseCpuList(text);
  if (numbers === undefined) return refuse(msg('“{0}” is not a list such as 0-2,4.', text));
  const highest = Math.max(...numbers);
  return count > 0 && highest >= count
    ? refuse(msg('The engine’s host has only the CPUs 0 to {0}.', count - 1))
    : { ok: true, update: { [key]: text } };
}

function notASize(text: string): LimitInput {
  return refuse(msg('“{0}” is not a size such as 64m, 1.5g or a number of bytes.', text));
}

/** `bytes` is the number that the input was compared with, for the second line. */
function refuse(reason: Message, bytes?: number): LimitInput {
  return bytes === undefined ? { ok: false, reason } : { ok: false, reason, detail: formatBytes(bytes) };
}
