import type { ContainerFacts, ReadFailure } from '../../kernel/containerFacts';
import type { DeclaredMode, NamespaceFact } from '../../kernel/namespaceSharing';
import { idMapInWords } from '../../kernel/idMap';
import { namespaceTypes, type NamespaceType } from '../../kernel/namespaceTypes';
import { msg, type Message } from '../../message';
import { detailNode } from './detailNode';
import { warningIcon, type NodeIcon, type Say, type TreeNode } from './treeNode';

/** Gives the name of another container of the same engine, or the start of its id. */
export type NameOf = (container: string) => string;

/** The eight namespaces of a container: whose, the inode, what was declared; last, why one is unknown. */
export function namespaceNodes(
  section: TreeNode,
  facts: ContainerFacts,
  nameOf: NameOf,
  say: Say,
): readonly TreeNode[] {
  const rows = namespaceTypes.map((type) =>
    namespaceNode(section, facts.namespaces[type], facts, nameOf, say),
  );
  if (facts.source === 'helper') return [...rows, withdrawNode(section, say)];
  const uncompared = namespaceTypes.some((type) => {
    const { observed } = facts.namespaces[type];
    return observed.kind === 'own' && !observed.comparedWithAll;
  });
  if (uncompared) return [...rows, compareNode(section, say)];
  const unknown = namespaceTypes.some((type) => facts.namespaces[type].observed.kind === 'unknown');
  return facts.running && unknown && facts.failures.length > 0
    ? [...rows, unknownReasonNode(section, facts.failures, say)]
    : rows;
}

function namespaceNode(
  section: TreeNode,
  fact: NamespaceFact,
  facts: ContainerFacts,
  nameOf: NameOf,
  say: Say,
): TreeNode {
  const whose = observedInWords(fact, facts, nameOf, say);
  const declared = say(declaredInWords(fact.declared, nameOf));
  const inode = fact.inode === undefined ? undefined : String(fact.inode);
  const mismatch = fact.mismatch === undefined ? undefined : say(fact.mismatch);
  const explicit = fact.declared.raw !== '' || inode === undefined;
  const description = [
    whose,
    inode,
    explicit ? say(msg('declared: {0}', declared)) : undefined,
    mismatch === undefined ? undefined : say(msg('not as declared')),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
  const tooltipFacts: [string, string][] = [
    [say(msg('Observed (kernel)')), inode === undefined ? whose : say(msg('{0}, inode {1}', whose, inode))],
    [
      say(msg('Declared (inspect)')),
      fact.declared.raw === '' ? declared : `${declared} (${fact.declared.raw})`,
    ],
  ];
  if (fact.observed.kind === 'unknown') tooltipFacts.push([say(msg('Why')), say(fact.observed.reason)]);
  if (mismatch !== undefined) tooltipFacts.push([say(msg('Mismatch')), mismatch]);
  const users = fact.type === 'user' ? idMapInWords(facts.idMap) : undefined;
  if (users !== undefined) tooltipFacts.push([say(msg('Users')), say(users)]);
  const sharedWith = fact.observed.kind === 'shared' ? fact.observed.with : [];
  return detailNode(section, {
    key: fact.type,
    label: fact.type,
    description,
    facts: tooltipFacts,
    lesson: say(lessons[fact.type]),
    chapter: 'origins',
    spoken: say(msg('Namespace {0}: {1}', say(names[fact.type]), description)),
    icon: mismatch === undefined ? icons[fact.observed.kind] : warningIcon,
    context: ['namespace', fact.observed.kind].join(' '),
    target: { kind: 'namespace', sharedWith },
  });
}

const icons: Record<NamespaceFact['observed']['kind'], NodeIcon> = {
  own: { name: 'lock' },
  host: { name: 'home' },
  shared: { name: 'link' },
  unknown: { name: 'question' },
};

function observedInWords(fact: NamespaceFact, facts: ContainerFacts, nameOf: NameOf, say: Say): string {
  const { observed } = fact;
  switch (observed.kind) {
    case 'own':
      return say(observed.comparedWithAll ? msg('own') : msg('own, as far as compared'));
    case 'host':
      return say(msg('the host’s'));
    case 'shared':
      if (observed.withEngine !== true)
        return say(msg('shared with {0}', observed.with.map(nameOf).join(', ')));
      return say(
        observed.with.length === 0
          ? msg('the rootless engine’s, not the host’s')
          : msg('the rootless engine’s, shared with {0}', observed.with.map(nameOf).join(', ')),
      );
    case 'unknown':
      return say(facts.running ? msg('unknown') : msg('none while it is stopped'));
  }
}

function declaredInWords(declared: DeclaredMode, nameOf: NameOf): Message {
  switch (declared.kind) {
    case 'always-private':
      return msg('always private');
    case 'private':
      return msg('private');
    case 'host':
      return msg('host');
    case 'shareable':
      return msg('private, others may join');
    case 'none':
      return msg('private, connected to nothing');
    case 'container':
      return msg('that of {0}', nameOf(declared.container ?? ''));
    case 'default':
      return msg('the engine’s default');
  }
}

function compareNode(section: TreeNode, say: Say): TreeNode {
  return detailNode(section, {
    key: 'compare',
    label: say(msg('Compare with all containers')),
    lesson: say(
      msg('Whether another container stands in the same namespace shows only when its inodes are read too.'),
    ),
    chapter: 'origins',
    icon: { name: 'git-compare' },
    context: 'compare',
    target: { kind: 'action', command: 'unboxed.compareNamespaces', args: [section.engine, section.id] },
  });
}

/** Before the offer to compare: what one container was allowed to be read by reads all of them at once. */
function withdrawNode(section: TreeNode, say: Say): TreeNode {
  return detailNode(section, {
    key: 'withdraw',
    label: say(msg('Read by a reader container')),
    description: say(msg('you allowed it: click to take that back')),
    lesson: say(
      msg(
        'A container that sees all processes of the host can read every namespace: that is why it runs only as long as you allow it.',
      ),
    ),
    chapter: 'origins',
    icon: { name: 'eye' },
    context: 'namespace-reader',
    target: { kind: 'action', command: 'unboxed.withdrawNamespaceReader', args: [section.engine] },
  });
}

function unknownReasonNode(section: TreeNode, failures: readonly ReadFailure[], say: Say): TreeNode {
  const reason = failures.map((failure) => say(failure.reason)).join(' ');
  return detailNode(section, {
    key: 'why',
    label: say(msg('Read in another way…')),
    description: reason,
    facts: failures.map((failure) => [
      say(ways[failure.source]),
      `${say(failure.reason)} ${failure.detail}`.trim(),
    ]),
    lesson: say(msg('Unboxed never guesses: what the kernel did not show is called unknown.')),
    chapter: 'origins',
    icon: { name: 'info' },
    context: 'unknown-namespaces',
    target: { kind: 'action', command: 'unboxed.allowNamespaceReader', args: [section.engine] },
  });
}

const ways: Record<ReadFailure['source'], Message> = {
  top: msg('Process list of the engine'),
  exec: msg('Command in the container'),
  proc: msg('/proc of this machine'),
  helper: msg('Reader container'),
};

const names: Record<NamespaceType, Message> = {
  mnt: msg('mount (mnt)'),
  pid: msg('process numbers (pid)'),
  net: msg('network (net)'),
  ipc: msg('shared memory (ipc)'),
  uts: msg('host name (uts)'),
  user: msg('users (user)'),
  cgroup: msg('control group (cgroup)'),
  time: msg('clocks (time)'),
};

const lessons: Record<NamespaceType, Message> = {
  mnt: msg('The mount namespace decides which files the processes see: it is what chroot became.'),
  pid: msg('In a pid namespace of its own the first process is number 1, and those outside can’t be seen.'),
  net: msg(
    'A net namespace has its own interfaces, addresses, ports and routes; who shares it shares localhost.',
  ),
  ipc: msg('The ipc namespace keeps System V shared memory, semaphores and POSIX message queues apart.'),
  uts: msg('The uts namespace holds the host name: changing it inside does not change it outside.'),
  user: msg(
    'A user namespace maps user ids, so that root inside can be nobody special outside; Docker makes none unless asked to.',
  ),
  cgroup: msg(
    'The cgroup namespace hides where in the host’s tree of control groups the container stands; it limits nothing.',
  ),
  time: msg('The time namespace shifts the monotonic and boot clocks; the date is the same for all.'),
};
