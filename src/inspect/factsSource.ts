import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import type { ContainerSummary } from '../engine/port';
import type { ContainerFacts } from '../kernel/containerFacts';
import { namespaceTypes } from '../kernel/namespaceTypes';
import type { InspectFacts } from './inspectFacts';
import type { InspectSelection } from './pageProtocol';
import { toInspectFacts } from './toInspectFacts';

/** The engine that the selection names, else the current one. */
export function engineOf(hub: EngineHub, selection: InspectSelection): LiveEngine {
  return hub.shown.find(({ endpoint }) => endpoint.name === selection.engine) ?? hub.current;
}

/** The containers that the selection means now: by id, by name when they were made anew, by project. */
export function chosenContainers(
  containers: Iterable<ContainerSummary>,
  selection: InspectSelection,
): readonly ContainerSummary[] {
  const all = [...containers];
  const ids = new Set(all.map(({ id }) => id));
  return all.filter(
    ({ id, name, labels }) =>
      selection.containers.some(
        (chosen) => chosen.id === id || (chosen.name === name && !ids.has(chosen.id)),
      ) || selection.projects.includes(labels['com.docker.compose.project'] ?? ''),
  );
}

/**
 * Reads the facts of the chosen containers and of those that share a namespace with one of them. Throws
 * `EngineError` when the engine can't be reached.
 */
export async function readInspectFacts(
  live: LiveEngine,
  selection: InspectSelection,
  signal?: AbortSignal,
): Promise<InspectFacts> {
  const info = live.snapshot.info ?? (await live.engine.info());
  const known = live.snapshot.containers;
  const containers = known.size > 0 ? [...known.values()] : await live.engine.listContainers();
  const chosen = new Set(chosenContainers(containers, selection).map(({ id }) => id));
  const running = containers.filter(({ state }) => state === 'running' || state === 'paused');
  // All that run are read once, since any of them may share a namespace with a chosen one.
  const ids = [...new Set([...chosen, ...running.map(({ id }) => id)])];
  const facts = await live.facts.readAll(ids, signal);
  const shown = [...facts.values()].filter(
    (container) => chosen.has(container.id) || sharesWith(container, chosen),
  );
  return toInspectFacts(live.endpoint, info, shown, chosen);
}

function sharesWith({ namespaces }: ContainerFacts, chosen: ReadonlySet<string>): boolean {
  return namespaceTypes.some((type) => {
    const { observed } = namespaces[type];
    return observed.kind === 'shared' && observed.with.some((id) => chosen.has(id));
  });
}
