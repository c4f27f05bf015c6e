import { namespaceTypes, type NamespaceInodes, type NamespaceType } from '../kernel/namespaceTypes';
import type { ContainerView, HostProcess, InspectFacts, ProcessView } from './inspectFacts';
import type { RegionKind } from './picture';

/** Names the namespace of the host of that type: by its inode, where that is known. */
export function hostRegion(type: NamespaceType, facts: InspectFacts): string {
  const inode = facts.host.inodes[type];
  return inode === undefined ? `${type}:host` : `${type}:${inode}`;
}

/** Names the namespace in which a process of the host stands whose own were read. */
export function hostProcessRegion(
  type: NamespaceType,
  namespaces: NamespaceInodes,
  facts: InspectFacts,
): string {
  const inode = namespaces[type];
  return inode === undefined ? hostRegion(type, facts) : `${type}:${inode}`;
}

/** Names the namespace in which a process of a container stands. Never a guess: unknown ones are their own. */
export function regionOf(
  type: NamespaceType,
  container: ContainerView,
  process: ProcessView | undefined,
  facts: InspectFacts,
): string {
  const inode = inodeOf(type, container, process);
  if (inode !== undefined) return `${type}:${inode}`;
  const { observed } = container.namespaces[type];
  switch (observed.kind) {
    case 'host':
      return hostRegion(type, facts);
    case 'own':
      return `${type}:own:${container.id}`;
    case 'shared': {
      const other = facts.containers.find(({ id }) => id !== container.id && observed.with.includes(id));
      return other === undefined || other.planned
        ? `${type}:unknown:${container.id}`
        : regionOf(type, other, undefined, facts);
    }
    case 'unknown':
      return `${type}:unknown:${container.id}`;
  }
}

/** Inode of a process's namespace, as far as it was read. */
export function inodeOf(
  type: NamespaceType,
  container: ContainerView,
  process: ProcessView | undefined,
): number | undefined {
  if (process === undefined) return container.namespaces[type].inode;
  // Where only the container was read, from inside, its processes are taken to stand where it does.
  const wasRead = Object.keys(process.namespaces).length > 0;
  return wasRead ? process.namespaces[type] : container.namespaces[type].inode;
}

/** The containers with a process in each namespace, whether drawn one by one or not. */
export function regionMembers(facts: InspectFacts): ReadonlyMap<string, readonly ContainerView[]> {
  const members = new Map<string, Set<ContainerView>>();
  for (const container of facts.containers)
    for (const process of [undefined, ...container.processes])
      for (const type of namespaceTypes) {
        const region = regionOf(type, container, process, facts);
        const known = members.get(region);
        if (known === undefined) members.set(region, new Set([container]));
        else known.add(container);
      }
  return new Map([...members].map(([region, containers]) => [region, [...containers]]));
}

/** Whose namespace a region is. `members` are the containers with a process in it. */
export function regionKind(
  id: string,
  type: NamespaceType,
  members: readonly ContainerView[],
  facts: InspectFacts,
): RegionKind {
  if (id === hostRegion(type, facts)) return 'host';
  if (id.startsWith(`${type}:unknown:`)) return 'unknown';
  if (members.length > 1) return 'shared';
  const [only] = members;
  if (only === undefined) return facts.host.processes.some(standsIn(id, type, facts)) ? 'own' : 'unknown';
  const { observed, inode } = only.namespaces[type];
  const isMain = inode === undefined || id === `${type}:${inode}`;
  if (!isMain) return 'own';
  return observed.kind === 'host' ? 'initial' : observed.kind;
}

function standsIn(id: string, type: NamespaceType, facts: InspectFacts) {
  return ({ namespaces }: HostProcess) =>
    namespaces !== undefined && hostProcessRegion(type, namespaces, facts) === id;
}

/** A process in words that fit a small place: the name of its program. */
export function programName(command: string): string {
  const first = /^\S*/.exec(command.trim())?.[0] ?? '';
  const bare = first.replace(/:$/, '');
  return bare.slice(bare.lastIndexOf('/') + 1) || bare;
}
