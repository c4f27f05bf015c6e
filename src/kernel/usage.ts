import type { StatsSample } from '../engine/port';

/** What a container uses now, counted as `docker stats` counts it. */
export interface ContainerUsage {
  /** Hundredths of one CPU: 100 is one CPU kept busy. Undefined on the first sample, since it takes two. */
  readonly cpuPercent: number | undefined;
  /** Bytes, without the page cache that the kernel can drop at once. */
  readonly memory: number;
  /** Bytes: the limit, or the memory of the host when there is none. */
  readonly memoryLimit: number;
  readonly pids: number;
  /** How often the CPU quota made the container wait. */
  readonly throttledPeriods: number;
  /** Nanoseconds waited for the CPU quota. */
  readonly throttledTime: number;
  /** How often memory reached its limit (cgroup v1 only; 0 on v2). */
  readonly memoryFailcnt: number;
  readonly blockRead: number;
  readonly blockWrite: number;
  readonly networkReceived: number;
  readonly networkSent: number;
}

/** Usage from a sample and the one before it, by the formulas of the docker CLI. */
export function usageOf(sample: StatsSample, previous: StatsSample | undefined): ContainerUsage {
  return {
    cpuPercent: previous === undefined ? undefined : cpuPercent(sample, previous),
    memory:
      sample.memoryInactiveFile < sample.memoryUsage
        ? sample.memoryUsage - sample.memoryInactiveFile
        : sample.memoryUsage,
    memoryLimit: sample.memoryLimit,
    pids: sample.pidsCurrent,
    throttledPeriods: sample.throttledPeriods,
    throttledTime: sample.throttledTime,
    memoryFailcnt: sample.memoryFailcnt,
    blockRead: sample.blkioRead,
    blockWrite: sample.blkioWrite,
    networkReceived: sample.networkReceived,
    networkSent: sample.networkSent,
  };
}

function cpuPercent(sample: StatsSample, previous: StatsSample): number {
  const used = sample.cpuTotal - previous.cpuTotal;
  const available = sample.cpuSystem - previous.cpuSystem;
  return used > 0 && available > 0 ? (used / available) * sample.onlineCpus * 100 : 0;
}
