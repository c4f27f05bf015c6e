import { msg, type Message } from '../message';
import { formatBytes } from '../kernel/formatBytes';
import type { LimitFact } from '../kernel/limits';
import type { ContainerUsage } from '../kernel/usage';

/** The newest usage of each container that is watched, by its id. */
export type UsageById = Readonly<Record<string, ContainerUsage>>;

/** What a container uses of what the limit caps; undefined where nothing is measured. */
export function usageWords(
  limit: Pick<LimitFact, 'name'>,
  usage: ContainerUsage | undefined,
  say: (message: Message) => string,
): Message | undefined {
  if (usage === undefined) return undefined;
  switch (limit.name) {
    case 'memory':
      return msg('{0}', say(formatBytes(usage.memory)));
    case 'cpus':
      return usage.cpuPercent === undefined ? undefined : msg('{0} CPUs', Math.round(usage.cpuPercent) / 100);
    case 'pids':
      return usage.pids === 1 ? msg('1 process') : msg('{0} processes', usage.pids);
    default:
      return undefined;
  }
}
