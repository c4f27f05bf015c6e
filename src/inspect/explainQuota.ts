import { msg, type Message } from '../message';
import { formatBytes } from '../kernel/formatBytes';
import { heldWords } from '../kernel/limits';
import { anywhere, onHost } from './byHand';
import type { Explanation } from './explanation';
import type { InspectFacts } from './inspectFacts';
import { limitPath } from './limitPath';
import type { BarName } from './picture';
import { quotaOf } from './quota';
import { shellWords } from './shellWords';
import type { UsageById } from './usageWords';
import { visibleText } from '../platform/visibleText';

type Say = (message: Message) => string;

/** A quota bar: what is used of what may be used, and the kernel file that says so. */
export function explainQuota(
  name: BarName,
  containers: readonly string[],
  host: boolean,
  facts: InspectFacts,
  usage: UsageById,
  say: Say,
): Explanation {
  const quota = quotaOf(name, containers, host, facts, usage);
  const title = say(titles[name]);
  const number = (value: number | undefined) =>
    value === undefined ? say(msg('not measured')) : say(amountWords(name, value, say));
  const used = { label: say(msg('In use')), value: number(quota.used) };
  if (host)
    return {
      title: say(msg('{0} of the host', title)),
      sentence: say(
        msg(
          'All of this is there for every process of the machine; the filled part is what the containers shown use.',
        ),
      ),
      more: [],
      numbers: [used, { label: say(msg('There is')), value: number(quota.capacity) }],
      commands: [{ where: onHost(say), line: hostCommands[name] }],
    };
  const [only] = facts.containers.filter(({ id }) => containers.includes(id));
  if (containers.length !== 1 || only === undefined)
    return {
      title,
      sentence: say(msg('What the {0} containers of this group use together.', containers.length)),
      more: [],
      numbers: [used],
      commands: [],
    };
  const limit = only.limits.find((each) => each.name === name);
  const path = limit === undefined ? undefined : limitPath(limit, only, facts.engine);
  return {
    title: say(msg('{0} of {1}', title, visibleText(only.name, 60))),
    sentence: say(quota.limit === undefined ? limitlessSentences[name] : limitSentences[name]),
    more: [
      ...(limit === undefined ? [] : [`${limit.flag}: ${say(limit.value)}`]),
      ...(limit?.hits === undefined ? [] : [`${limit.hits.file}: ${say(limit.hits.text)}`]),
      ...(limit?.mismatch === undefined ? [] : [say(limit.mismatch)]),
      ...(only.kernelUnread === undefined ? [] : [say(only.kernelUnread)]),
    ],
    numbers: [
      used,
      { label: say(msg('Limit')), value: quota.limit === undefined ? say(msg('none')) : number(quota.limit) },
      { label: say(msg('The host has')), value: number(quota.capacity) },
      ...(limit?.observed === undefined
        ? []
        : [{ label: limit.file, value: visibleText(heldWords(limit, say) ?? '', 100) }]),
      ...(path === undefined || only.planned ? [] : [{ label: say(msg('Kernel file')), value: path }]),
    ],
    commands: only.planned
      ? []
      : [
          ...(path === undefined ? [] : [{ where: onHost(say), line: `cat ${path}` }]),
          {
            where: anywhere(say),
            line: shellWords([...facts.engine.docker, 'stats', '--no-stream', only.id.slice(0, 12)]),
          },
        ],
  };
}

/** An amount of memory, CPUs or processes for people. */
export function amountWords(name: BarName, value: number, say: Say): Message {
  switch (name) {
    case 'memory':
      return msg('{0}', say(formatBytes(value)));
    case 'cpus':
      return msg('{0} CPUs', Math.round(value * 100) / 100);
    case 'pids':
      return value === 1 ? msg('1 process') : msg('{0} processes', value);
  }
}

const titles: Readonly<Record<BarName, Message>> = {
  memory: msg('Memory'),
  cpus: msg('Processor time'),
  pids: msg('Number of processes'),
};

const limitSentences: Readonly<Record<BarName, Message>> = {
  memory: msg('When the bar is full, the kernel kills a process of this container, and of no other.'),
  cpus: msg('When the bar is full, the kernel lets the processes wait until the next period.'),
  pids: msg('When the bar is full, the kernel refuses to start another process: a fork bomb ends here.'),
};

const limitlessSentences: Readonly<Record<BarName, Message>> = {
  memory: msg('Nothing caps it: this container may take all the memory of the host.'),
  cpus: msg('Nothing caps it: this container may keep every processor of the host busy.'),
  pids: msg(
    'No limit of its own caps it: a fork bomb in here can take every process number of the host, or all that systemd leaves to a container.',
  ),
};

const hostCommands: Readonly<Record<BarName, string>> = {
  memory: 'free -h',
  cpus: 'nproc',
  pids: 'cat /proc/sys/kernel/pid_max',
};
