import type { Controller, HostConfig } from '../engine/port';
import { msg, type Message } from '../message';
import { parseCpuList } from './cpuList';
import { limitHits, type LimitHits } from './limitHits';
import { limitDefinitions, noMemoryLimitV1, type LimitDefinition, type LimitName } from './limitDefinitions';

/** One limit of a container: what is declared, and what the kernel holds. */
export interface LimitFact extends LimitDefinition {
  /** Why this engine holds no container to such a limit; undefined where it can. */
  readonly unenforced: Message | undefined;
  /** What the file really holds; undefined when it was not or could not be read. */
  readonly observed: string | undefined;
  /** Set when the file holds something else than what was declared. */
  readonly mismatch: Message | undefined;
  /** How often the limit was reached; undefined when the kernel does not count it or it was not read. */
  readonly hits: LimitHits | undefined;
}

/** What an engine can hold its containers to. */
export interface Enforcement {
  /** False when containers have no control group of their own, as under a rootless engine on cgroup v1. */
  readonly cgroups: boolean;
  readonly missing: readonly Controller[];
  /** What makes the control groups, as the engine names it: `cgroupfs` or `systemd`. */
  readonly driver?: string;
}

const all: Enforcement = { cgroups: true, missing: [] };
const page = 4096;
/** Of an ARM or POWER kernel, which counts in these. */
const greatestPage = 65_536;

/**
 * The limits of a container in the order in which they are shown. `observed` maps a kernel file to its
 * content as read, trimmed.
 */
export function limitsOf(
  config: HostConfig,
  cgroupVersion: 1 | 2,
  observed: ReadonlyMap<string, string> = new Map(),
  enforcement: Enforcement = all,
): readonly LimitFact[] {
  // Where systemd was told so, as by an update to −1, which the engine then calls no limit like one never set.
  const unlimited = observed.get('pids.max') === 'max';
  return limitDefinitions(config, cgroupVersion, unlimited ? '' : enforcement.driver).map((limit) => {
    const held = observedValue(limit.file, cgroupVersion, observed);
    return {
      ...limit,
      unenforced: unenforced(limit.name, enforcement),
      observed: held,
      mismatch: mismatch(limit, held),
      hits: limitHits(limit.name, cgroupVersion, observed),
    };
  });
}

const controllerOf: Readonly<Record<LimitName, Controller>> = {
  memory: 'memory',
  swap: 'swap',
  'memory-reservation': 'memory',
  cpus: 'cpu-quota',
  'cpu-shares': 'cpu-shares',
  'cpuset-cpus': 'cpuset',
  'cpuset-mems': 'cpuset',
  pids: 'pids',
  'blkio-weight': 'blkio-weight',
  'device-read-bps': 'device-read-bps',
  'device-write-bps': 'device-write-bps',
  'device-read-iops': 'device-read-iops',
  'device-write-iops': 'device-write-iops',
};

function unenforced(name: LimitName, { cgroups, missing }: Enforcement): Message | undefined {
  if (!cgroups)
    return msg(
      'This engine runs without control groups (cgroups), as a rootless one does where none are handed to it: its containers have none of their own, so nothing holds them to a limit.',
    );
  return missing.includes(controllerOf[name])
    ? msg('The engine says that it can’t set this limit: its host does not give it the controller for it.')
    : undefined;
}

/** A file that holds something else than what was declared, beyond what the kernel rounds. */
function mismatch({ name, expected }: LimitDefinition, observed: string | undefined): Message | undefined {
  if (expected === undefined || observed === undefined || sameValue(name, expected, observed))
    return undefined;
  return msg('Declared {0}, yet the kernel holds {1}.', expected, observed);
}

function sameValue(name: LimitName, expected: string, observed: string): boolean {
  if (expected === observed) return true;
  if (isMemory(name))
    // Memory is counted in pages, and an engine that clears a limit writes what it holds for none.
    return (
      Math.floor(Number(expected) / page) === Math.floor(Number(observed) / page) ||
      (isNoLimit(expected) && isNoLimit(observed))
    );
  if (name === 'cpuset-cpus' || name === 'cpuset-mems')
    return parseCpuList(expected)?.join() === parseCpuList(observed)?.join();
  return name.startsWith('device-') && observed.includes(expected);
}

/** What the file holds, for people: the number by which cgroup v1 says “no limit” says so. */
export function heldWords(
  { name, observed }: Pick<LimitFact, 'name' | 'observed'>,
  say: (message: Message) => string,
): string | undefined {
  return observed !== undefined && observed !== 'max' && isMemory(name) && isNoLimit(observed)
    ? say(msg('{0} (no limit)', observed))
    : observed;
}

function isMemory(name: LimitName): boolean {
  return name === 'memory' || name === 'swap' || name === 'memory-reservation';
}

function isNoLimit(value: string): boolean {
  return value === 'max' || Number(value) >= Number(noMemoryLimitV1) - greatestPage;
}

function observedValue(
  file: string,
  cgroupVersion: 1 | 2,
  observed: ReadonlyMap<string, string>,
): string | undefined {
  if (cgroupVersion === 2 && file === 'io.bfq.weight') return observed.get(file) ?? observed.get('io.weight');
  return observed.get(file);
}
