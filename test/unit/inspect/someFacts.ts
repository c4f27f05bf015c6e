import type { ContainerView, InspectFacts, ProcessView } from '../../../src/inspect/inspectFacts';
import { limitsOf } from '../../../src/kernel/limits';
import { declaredMode, type NamespaceFact } from '../../../src/kernel/namespaceSharing';
import { namespaceTypes, type NamespaceType } from '../../../src/kernel/namespaceTypes';
import { permissionsOf } from '../../../src/kernel/permissions';
import { msg } from '../../../src/message';
import type { ContainerInspect, HostConfig } from '../../../src/engine/port';
import { noConfig } from '../noConfig';

export const hostInodes = {
  mnt: 4026531832,
  pid: 4026531836,
  net: 4026531833,
  ipc: 4026531839,
  uts: 4026531838,
  user: 4026531837,
  cgroup: 4026531835,
  time: 4026531834,
} as const;

export interface SomeContainer {
  readonly name: string;
  readonly project?: string;
  readonly image?: string;
  /** Commands of its processes; the first is the main one. */
  readonly commands?: readonly string[];
  /** `host`, or the name of the container whose namespace it joins; its own when absent. User and time: the host's. */
  readonly joins?: Readonly<Partial<Record<NamespaceType, string>>>;
  readonly unknown?: readonly NamespaceType[];
  /** The second process stands in another namespace of this type. */
  readonly splits?: NamespaceType;
  readonly config?: Partial<HostConfig>;
  readonly stopped?: boolean;
}

/** Facts as an engine on cgroup v2 would give them of such containers. */
export function someFacts(containers: readonly SomeContainer[]): InspectFacts {
  const inodes = new Map<string, Partial<Record<NamespaceType, number>>>();
  const inodeOf = (name: string, type: NamespaceType): number | undefined => {
    const index = containers.findIndex((container) => container.name === name);
    const container = containers[index];
    if (container?.stopped === true || container?.unknown?.includes(type) === true) return undefined;
    const joined = container?.joins?.[type] ?? (type === 'user' || type === 'time' ? 'host' : undefined);
    if (joined === 'host') return hostInodes[type];
    if (joined !== undefined && joined !== name && containers.some((other) => other.name === joined))
      return inodeOf(joined, type);
    return 4026532000 + index * 10 + namespaceTypes.indexOf(type);
  };
  for (const { name } of containers)
    inodes.set(name, Object.fromEntries(namespaceTypes.map((type) => [type, inodeOf(name, type)])));
  return {
    engine: {
      name: 'default',
      operatingSystem: 'Debian GNU/Linux 12',
      kernel: '6.18.5',
      cgroupVersion: 2,
      cgroupDriver: 'cgroupfs',
      cpus: 4,
      memory: 8 * 1024 ** 3,
      securityOptions: ['name=seccomp,profile=default'],
      docker: ['docker'],
    },
    host: {
      inodes: hostInodes,
      processes: [
        { pid: 1, role: 'init', of: [] },
        ...containers
          .filter(({ stopped }) => stopped !== true)
          .slice(0, 3)
          .map(({ name }, index) => ({ pid: 900 + index, role: 'parent' as const, of: [name] })),
      ],
    },
    containers: containers.map((container, index) => view(container, index, containers, inodes)),
  };
}

function view(
  container: SomeContainer,
  index: number,
  all: readonly SomeContainer[],
  inodes: ReadonlyMap<string, Partial<Record<NamespaceType, number>>>,
): ContainerView {
  const mine = inodes.get(container.name) ?? {};
  const config = { ...noConfig, ...container.config };
  const running = container.stopped !== true;
  const commands = running ? (container.commands ?? ['sleep infinity']) : [];
  return {
    id: idOf(index),
    name: container.name,
    image: container.image ?? 'busybox:latest',
    ...(container.project !== undefined && { project: container.project, service: container.name }),
    running,
    chosen: true,
    planned: false,
    mainPid: running ? 1000 + index * 100 : 0,
    user: '',
    processes: commands.map((command, at): ProcessView => ({
      pid: 1000 + index * 100 + at,
      user: 'root',
      command,
      namespaces: split(mine, container.splits, at, index),
    })),
    namespaces: Object.fromEntries(
      namespaceTypes.map((type) => [type, fact(type, container.name, mine[type], config, all, inodes)]),
    ) as Record<NamespaceType, NamespaceFact>,
    limits: limitsOf(config, 2),
    permissions: permissionsOf(inspectOf(container, config), {
      securityOptions: ['name=seccomp,profile=default'],
      status: '',
      idMap: [],
    }),
    failures: [],
  };
}

function split(
  inodes: Partial<Record<NamespaceType, number>>,
  type: NamespaceType | undefined,
  at: number,
  index: number,
): Partial<Record<NamespaceType, number>> {
  return type !== undefined && at === 1 ? { ...inodes, [type]: 4026900000 + index } : inodes;
}

export function idOf(index: number): string {
  return index.toString(16).padStart(8, '0').repeat(8);
}

function fact(
  type: NamespaceType,
  name: string,
  inode: number | undefined,
  config: HostConfig,
  all: readonly SomeContainer[],
  inodes: ReadonlyMap<string, Partial<Record<NamespaceType, number>>>,
): NamespaceFact {
  const others = all.flatMap((other, index) =>
    other.name !== name && inode !== undefined && inodes.get(other.name)?.[type] === inode
      ? [idOf(index)]
      : [],
  );
  return {
    type,
    inode,
    declared: declaredMode(type, config, 2),
    observed:
      inode === undefined
        ? { kind: 'unknown', reason: msg('Nothing could read the namespaces.') }
        : inode === hostInodes[type]
          ? { kind: 'host', initial: true }
          : others.length > 0
            ? { kind: 'shared', with: others }
            : { kind: 'own', comparedWithAll: true },
    mismatch: undefined,
  };
}

function inspectOf(container: SomeContainer, hostConfig: HostConfig): ContainerInspect {
  return {
    id: '',
    name: container.name,
    image: '',
    state: { status: 'running', pid: 0, exitCode: 0, oomKilled: false, startedAt: '', finishedAt: '' },
    config: {
      image: '',
      user: '',
      hostname: '',
      env: [],
      entrypoint: [],
      command: [],
      labels: {},
      tty: false,
    },
    hostConfig,
    mounts: [],
    networks: {},
    ports: [],
    appArmorProfile: '',
  };
}
