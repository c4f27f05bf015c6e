import { msg, type Message } from '../message';
import { namespaceTypes, type NamespaceType } from '../kernel/namespaceTypes';
import { abilities, type Ability } from './abilities';
import type { ContainerView, InspectFacts } from './inspectFacts';
import { regionOf } from './whereabouts';

export interface Comparison {
  readonly rows: readonly ComparedNamespace[];
  readonly abilities: readonly Ability[];
  /** Permissions of one of them that reach further than the namespaces let it seem. */
  readonly beyond: readonly Message[];
}

export interface ComparedNamespace {
  readonly type: NamespaceType;
  /** Whether both are in the same namespace; undefined where one is not known. */
  readonly same: boolean | undefined;
  readonly inodes: readonly [number | undefined, number | undefined];
  /** What that lets them do, or keeps them from. */
  readonly consequence: Message;
}

/** What two containers share, what not, and what that lets them do. */
export function compareContainers(a: ContainerView, b: ContainerView, facts: InspectFacts): Comparison {
  return {
    rows: namespaceTypes.map((type) => {
      const [first, second] = [regionOf(type, a, undefined, facts), regionOf(type, b, undefined, facts)];
      const unknown = [first, second].some((region) => region.startsWith(`${type}:unknown:`));
      const same = unknown ? undefined : first === second;
      return {
        type,
        same,
        inodes: [a.namespaces[type].inode, b.namespaces[type].inode],
        consequence:
          same === undefined
            ? msg('Not known, so nothing can be said.')
            : consequences[type][same ? 'same' : 'apart'],
      };
    }),
    abilities: abilities(a, b, facts),
    beyond: [a, b].flatMap((container) => beyond(container)),
  };
}

function beyond({ name, permissions, namespaces }: ContainerView): readonly Message[] {
  const privileged = permissions.some((each) => each.name === 'privileged' && each.compared === 'weaker');
  const ptrace = permissions.some(({ capabilities }) => capabilities?.added.includes('SYS_PTRACE') === true);
  return [
    ...(privileged
      ? [
          msg(
            '“{0}” is privileged: it can enter any namespace of the host, so all separations end for it.',
            name,
          ),
        ]
      : []),
    ...(!privileged && ptrace
      ? [msg('“{0}” has SYS_PTRACE: it can read the memory of each process that it sees.', name)]
      : []),
    ...(!privileged && namespaces.pid.observed.kind === 'host'
      ? [msg('“{0}” is in the host’s pid namespace: it sees the processes of all containers.', name)]
      : []),
  ];
}

const consequences: Readonly<Record<NamespaceType, { readonly same: Message; readonly apart: Message }>> = {
  mnt: {
    same: msg('They see the same files.'),
    apart: msg('They see different files; only a volume given to both is common.'),
  },
  pid: {
    same: msg('They can see each other’s processes, under the same numbers.'),
    apart: msg('They can’t see or signal each other’s processes.'),
  },
  net: {
    same: msg('They can talk over localhost, and can’t both open the same port.'),
    apart: msg('localhost is another one for each; they can only talk through a network that joins them.'),
  },
  ipc: {
    same: msg('They can exchange data through shared memory.'),
    apart: msg('Shared memory of one can’t be opened by the other.'),
  },
  uts: {
    same: msg('They have the same host name.'),
    apart: msg('Each has its own host name.'),
  },
  user: {
    same: msg('A user number means the same user for both: root of one is root of the other.'),
    apart: msg('The same user number means different users for each.'),
  },
  cgroup: {
    same: msg('They see the same tree of cgroups; their quotas are apart all the same.'),
    apart: msg('Each sees its own cgroup as the root.'),
  },
  time: {
    same: msg('They read the same clocks since the start of the machine.'),
    apart: msg('Each has its own clocks since the start.'),
  },
};
