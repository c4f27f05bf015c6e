import { asAnswer, number, part, parts, text, type Answer } from './answers';
import type { StatsSample } from './port';

/** One line of `GET /containers/{id}/stats`. */
export function readStats(raw: unknown): StatsSample {
  const answer = asAnswer(raw);
  const memory = part(answer, 'memory_stats');
  const memoryDetails = part(memory, 'stats');
  const pids = part(answer, 'pids_stats');
  const cpu = part(answer, 'cpu_stats');
  const usage = part(cpu, 'cpu_usage');
  const throttling = part(cpu, 'throttling_data');
  const networks = part(answer, 'networks');
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const blockBytes = (operation: string) =>
    sum(
      parts(part(answer, 'blkio_stats'), 'io_service_bytes_recursive')
        .filter((entry) => text(entry, 'op').toLowerCase() === operation)
        .map((entry) => number(entry, 'value')),
    );
  const network = (key: string) =>
    sum(Object.keys(networks).map((name) => number(part(networks, name), key)));
  return {
    memoryUsage: number(memory, 'usage'),
    memoryLimit: number(memory, 'limit'),
    // v1 counts the cgroup's whole subtree in the total_ figures; v2 always does.
    memoryInactiveFile:
      number(memoryDetails, 'total_inactive_file') || number(memoryDetails, 'inactive_file'),
    memoryFailcnt: number(memory, 'failcnt'),
    pidsCurrent: number(pids, 'current'),
    pidsLimit: number(pids, 'limit'),
    cpuTotal: number(usage, 'total_usage'),
    cpuSystem: number(cpu, 'system_cpu_usage'),
    onlineCpus: number(cpu, 'online_cpus') || perCpuCount(usage),
    throttledPeriods: number(throttling, 'throttled_periods'),
    throttledTime: number(throttling, 'throttled_time'),
    blkioRead: blockBytes('read'),
    blkioWrite: blockBytes('write'),
    networkReceived: network('rx_bytes'),
    networkSent: network('tx_bytes'),
  };
}

/** Engines before API 1.27 do not give `online_cpus`. */
function perCpuCount(usage: Answer): number {
  const perCpu = usage['percpu_usage'];
  return Array.isArray(perCpu) ? perCpu.length : 0;
}
