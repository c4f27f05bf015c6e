import { msg, type Message } from '../message';
import type { LimitName } from './limitDefinitions';

/** How often the kernel held a container back at a limit, since the container started. */
export interface LimitHits {
  readonly count: number;
  readonly text: Message;
  /** The kernel file that counts it. */
  readonly file: string;
}

/** Hits of one limit from the cgroup files as read; undefined when the kernel does not count them. */
export function limitHits(
  name: LimitName,
  cgroupVersion: 1 | 2,
  files: ReadonlyMap<string, string>,
): LimitHits | undefined {
  const count = (file: string, key: string) => counter(files.get(file), key);
  switch (name) {
    case 'memory': {
      if (cgroupVersion === 1)
        return hits('memory.failcnt', counter(files.get('memory.failcnt'), ''), failText);
      const killed = count('memory.events', 'oom_kill');
      return hits('memory.events', killed, (n) =>
        n === 0 ? msg('no process was killed for it') : msg('{0} processes were killed for it (oom_kill)', n),
      );
    }
    case 'cpus': {
      const throttled = count('cpu.stat', 'nr_throttled');
      const waited = count('cpu.stat', 'throttled_usec') ?? (count('cpu.stat', 'throttled_time') ?? 0) / 1000;
      return hits('cpu.stat', throttled, (n) =>
        n === 0
          ? msg('never made to wait')
          : msg('made to wait in {0} periods, {1} ms in all', n, Math.round(waited / 1000)),
      );
    }
    case 'pids': {
      const refused = count('pids.events', 'max');
      return hits('pids.events', refused, (n) =>
        n === 0 ? msg('no new process was refused') : msg('{0} new processes were refused', n),
      );
    }
    default:
      return undefined;
  }
}

function failText(n: number): Message {
  return n === 0 ? msg('the limit was never reached') : msg('the limit was reached {0} times', n);
}

function hits(
  file: string,
  count: number | undefined,
  text: (count: number) => Message,
): LimitHits | undefined {
  return count === undefined ? undefined : { count, text: text(count), file };
}

/** A file of one number (key empty) or of `key number` lines. */
function counter(content: string | undefined, key: string): number | undefined {
  if (content === undefined) return undefined;
  for (const line of content.split('\n')) {
    const [name, value] = key === '' ? ['', line] : line.split(' ');
    if (name === key && value !== undefined && /^\d+$/.test(value.trim())) return Number(value);
  }
  return undefined;
}
