import type { ContainerFacts, ReadFailure } from '../../kernel/containerFacts';
import { formatBytes } from '../../kernel/formatBytes';
import { changeableLimits } from '../../kernel/limitInput';
import type { LimitName } from '../../kernel/limitDefinitions';
import { heldWords, type LimitFact } from '../../kernel/limits';
import type { ContainerUsage } from '../../kernel/usage';
import { msg, type Message } from '../../message';
import { detailNode } from './detailNode';
import { unobservedFacts } from './unobservedFacts';
import { warningIcon, type NodeIcon, type Say, type TreeNode } from './treeNode';

/** Part of a limit that is used from which the row draws attention. */
const nearlyFull = 0.9;

/** The limits of a container; those that are used up live carry a bar. `usage` is absent before the first sample. */
export function limitNodes(
  section: TreeNode,
  facts: ContainerFacts,
  usage: ContainerUsage | undefined,
  say: Say,
): readonly TreeNode[] {
  return facts.limits
    .filter((limit) => limit.set || !rare.has(limit.name))
    .map((limit) => limitNode(section, limit, usage, facts.unobserved, say));
}

const changeable: ReadonlySet<string> = new Set(changeableLimits);

/** Limits that are shown only where they are set: nearly nobody has them. */
const rare: ReadonlySet<LimitName> = new Set<LimitName>([
  'cpuset-mems',
  'device-read-bps',
  'device-write-bps',
  'device-read-iops',
  'device-write-iops',
]);

function limitNode(
  section: TreeNode,
  limit: LimitFact,
  usage: ContainerUsage | undefined,
  unobserved: ReadFailure | undefined,
  say: Say,
): TreeNode {
  const live = usage === undefined ? undefined : liveUse(limit, usage, say);
  const declared = say(limit.value);
  const value =
    limit.set && limit.unenforced !== undefined ? say(msg('{0}, not enforced', declared)) : declared;
  // Without a limit a bar would show a part of the host’s memory, as if that were one.
  const bar = !limit.set || live?.part === undefined ? undefined : usageBar(live.part);
  const description =
    live === undefined
      ? value
      : [
          bar,
          limit.set ? say(msg('{0} of {1}', live.text, value)) : say(msg('{0} used, {1}', live.text, value)),
        ]
          .filter((part) => part !== undefined)
          .join(' ');
  const file = limit.controller === '' ? limit.file : `${limit.controller}/${limit.file}`;
  const mismatch = limit.mismatch === undefined ? '' : say(limit.mismatch);
  const facts: (readonly [name: string, value: string])[] = [
    [say(msg('Limit')), value],
    [say(msg('Used now')), live?.text ?? ''],
    [say(msg('Kernel file')), file],
    [say(msg('Content of the file')), heldWords(limit, say) ?? say(notRead(limit))],
    [say(msg('Why')), limit.unenforced === undefined ? '' : say(limit.unenforced)],
    ...(limit.observed === undefined && limit.unenforced === undefined
      ? unobservedFacts(unobserved, say)
      : []),
    [say(msg('Mismatch')), mismatch],
    [
      say(msg('Limit reached')),
      limit.hits === undefined ? '' : `${say(limit.hits.text)} (${limit.hits.file})`,
    ],
    [say(msg('Option of docker run')), limit.flag],
    [say(msg('Key in a compose file')), limit.composeKey],
  ];
  return detailNode(section, {
    key: limit.name,
    label: say(limit.title),
    description,
    facts,
    lesson: say(limit.set ? lessons[limit.name] : withoutLimit(limit.name)),
    chapter: 'forkBomb',
    spoken: say(
      msg(
        'Limit {0}: {1}',
        say(limit.title),
        live === undefined ? value : say(msg('{0} used, {1}', live.text, value)),
      ),
    ),
    icon: limitIcon(limit, live?.part),
    context: [
      'limit',
      limit.name,
      limit.set ? 'set' : 'unset',
      changeable.has(limit.name) && limit.unenforced === undefined ? 'changeable' : '',
      section.context.includes('compose') ? 'compose' : '',
    ]
      .filter(Boolean)
      .join(' '),
    target: { kind: 'limit', limit: limit.name, composeKey: limit.composeKey },
  });
}

function limitIcon(limit: LimitFact, part: number | undefined): NodeIcon {
  if (limit.set && limit.unenforced !== undefined) return warningIcon;
  if (limit.mismatch !== undefined || (part !== undefined && part >= nearlyFull)) return warningIcon;
  return limit.set ? { name: 'dashboard' } : { name: 'circle-slash' };
}

/** What is used of a limit now, as text and as a part of it. */
function liveUse(
  limit: LimitFact,
  usage: ContainerUsage,
  say: Say,
): { readonly text: string; readonly part: number | undefined } | undefined {
  const part = (used: number) => (limit.set && limit.amount > 0 ? used / limit.amount : undefined);
  switch (limit.name) {
    case 'memory':
      return {
        text: say(formatBytes(usage.memory)),
        part: part(usage.memory) ?? (usage.memoryLimit > 0 ? usage.memory / usage.memoryLimit : undefined),
      };
    case 'cpus':
      return usage.cpuPercent === undefined
        ? undefined
        : {
            text: say(
              limit.set ? msg('{0}', cpus(usage.cpuPercent)) : msg('{0} CPUs', cpus(usage.cpuPercent)),
            ),
            part: part(usage.cpuPercent / 100),
          };
    case 'pids':
      return { text: String(usage.pids), part: part(usage.pids) };
    default:
      return undefined;
  }
}

/** In hundredths of a CPU. */
function cpus(percent: number): number {
  return Math.round(percent) / 100;
}

/** The file’s content when it could not be read: what the engine must have written, where that is certain. */
function notRead(limit: LimitFact): Message {
  if (limit.unenforced !== undefined) return msg('there is none for this container');
  return limit.expected === undefined
    ? msg('not read')
    : msg('not read; {0} is what the engine should have written', limit.expected);
}

/** Eight steps of a bar in text, such as `■■■□□□□□`; full only when the limit is reached. */
export function usageBar(part: number): string {
  const steps = 8;
  const bounded = Math.min(1, Math.max(0, part));
  const filled =
    bounded === 0 ? 0 : bounded === 1 ? steps : Math.min(steps - 1, Math.max(1, Math.round(bounded * steps)));
  return '■'.repeat(filled) + '□'.repeat(steps - filled);
}

/** What having no such limit means beyond the words of the row. */
function withoutLimit(name: LimitName): Message {
  return sharing.has(name)
    ? lessons[name]
    : msg(
        'No limit is set: isolation hides the others, it does not keep the container from using what is theirs.',
      );
}

/** Not limits in the strict sense: they decide who gets how much when all want something. */
const sharing: ReadonlySet<LimitName> = new Set(['cpu-shares', 'blkio-weight', 'memory-reservation']);

const deviceLesson = msg('Requests to the device beyond this rate wait; the container only gets slower.');

const lessons: Record<LimitName, Message> = {
  memory: msg(
    'At this limit the kernel takes memory back, and if that is not enough it kills a process of the container.',
  ),
  swap: msg('What does not fit in memory may be swapped out, as long as both together stay below this.'),
  'memory-reservation': msg(
    'A reservation limits nothing: when memory runs short, the kernel takes from this container last.',
  ),
  cpus: msg(
    'When the quota of a period is used up, the processes wait for the next one: they are throttled, never killed.',
  ),
  'cpu-shares': msg('A weight limits nothing: it decides how much each gets while all CPUs are busy.'),
  'cpuset-cpus': msg('The scheduler runs the processes on these CPUs only.'),
  'cpuset-mems': msg('The kernel gives the processes memory of these nodes only.'),
  pids: msg('At this limit the kernel refuses new processes and threads: a fork bomb ends here.'),
  'blkio-weight': msg('A weight limits nothing: it decides how much each gets while the disk is busy.'),
  'device-read-bps': deviceLesson,
  'device-write-bps': deviceLesson,
  'device-read-iops': deviceLesson,
  'device-write-iops': deviceLesson,
};
