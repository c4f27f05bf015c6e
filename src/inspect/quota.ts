import type { InspectFacts } from './inspectFacts';
import type { BarName } from './picture';
import type { UsageById } from './usageWords';

/** Bytes, CPUs or processes. Undefined where there is none or where it is not known. */
export interface Quota {
  readonly used: number | undefined;
  readonly limit: number | undefined;
  /** What the host has; not known for processes. */
  readonly capacity: number | undefined;
  /** How full the bar is, 0 to 1. */
  readonly share: number;
}

/** What the containers use together, of the limit of the only one or of all that the host has. */
export function quotaOf(
  name: BarName,
  containers: readonly string[],
  host: boolean,
  facts: InspectFacts,
  usage: UsageById,
): Quota {
  const { engine } = facts;
  const ids = host ? facts.containers.map(({ id }) => id) : containers;
  const values = ids.flatMap((id) => usedOf(name, usage, id) ?? []);
  const running = facts.containers.filter((each) => each.running && ids.includes(each.id)).length;
  // A part of a group is not what the group uses; the host's bar says that it counts what is measured.
  const used =
    values.length === 0 || (!host && values.length < running)
      ? undefined
      : values.reduce((sum, value) => sum + value, 0);
  const capacity = name === 'memory' ? engine.memory : name === 'cpus' ? engine.cpus : undefined;
  const [only] = facts.containers.filter(({ id }) => containers.includes(id));
  const fact =
    host || containers.length !== 1 ? undefined : only?.limits.find((limit) => limit.name === name);
  const limit = fact?.set === true && fact.amount > 0 ? fact.amount : undefined;
  const whole = limit ?? capacity;
  const share = used === undefined || whole === undefined || whole <= 0 ? 0 : Math.min(1, used / whole);
  return { used, limit, capacity, share };
}

function usedOf(name: BarName, usage: UsageById, id: string): number | undefined {
  const mine = usage[id];
  switch (name) {
    case 'memory':
      return mine?.memory;
    case 'cpus':
      return mine?.cpuPercent === undefined ? undefined : mine.cpuPercent / 100;
    case 'pids':
      return mine?.pids;
  }
}
