import type { LiveEngine } from '../engine/liveSnapshot';
import type { ContainerFacts } from '../kernel/containerFacts';
import { isLive } from './model/containerGroups';
import type { Section } from './model/treeNode';

/**
 * Asks the engine and the kernel for what one section of a container shows, and for nothing more. With at most
 * `unasked` other containers all are read, so that “own” and “shared” hold for all of them.
 */
export async function readForSection(
  section: Section,
  live: LiveEngine,
  id: string,
  unasked: number,
): Promise<ContainerFacts> {
  switch (section) {
    case 'namespaces':
      return compareWithOthers(live, await live.facts.read(id), unasked);
    case 'processes':
      return live.facts.readProcesses(id);
    case 'limits':
    case 'permissions':
      return live.facts.readKernel(id);
    case 'network':
      return live.facts.read(id);
  }
}

async function compareWithOthers(
  live: LiveEngine,
  facts: ContainerFacts,
  unasked: number,
): Promise<ContainerFacts> {
  const unread = [...live.snapshot.containers.values()].filter(
    (other) => isLive(other) && live.facts.known(other.id) === undefined,
  );
  if (!facts.running || unread.length === 0 || unread.length > unasked) return facts;
  await live.facts.readAll(unread.map((other) => other.id));
  return live.facts.known(facts.id) ?? facts;
}
