import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import { EngineError, type ContainerSummary, type EngineEndpoint } from '../engine/port';
import type { ContainerFacts } from '../kernel/containerFacts';
import { namespaceTypes, type NamespaceInodes } from '../kernel/namespaceTypes';
import type { InspectFacts } from './inspectFacts';
import type { InspectSelection } from './pageProtocol';
import { toInspectFacts } from './toInspectFacts';

/** The editor's own process as the engine's host numbers it. */
export interface EditorProcess {
  readonly pid: number;
  readonly namespaces: NamespaceInodes;
}

/**
 * Finds the editor's process on the engine's host by one of its containers; undefined when the engine runs
 * on another kernel, or when the numbers of processes differ between the two.
 */
export type EditorFinder = (
  endpoint: EngineEndpoint,
  containers: readonly { readonly id: string; readonly pid: number }[],
) => Promise<EditorProcess | undefined>;

export interface ReadingOptions {
  readonly findEditor: EditorFinder;
  /** The container that the reader looks at. */
  readonly looked?: string | undefined;
  readonly signal?: AbortSignal;
}

/** Up to so many chosen containers, each is read closely; of more, the one that is looked at. */
const readClosely = 8;

/** The engine that the selection names, if it is among those shown. */
export function shownEngine(hub: EngineHub, selection: InspectSelection): LiveEngine | undefined {
  return hub.shown.find(({ endpoint }) => endpoint.name === selection.engine);
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
  { findEditor, looked, signal }: ReadingOptions,
): Promise<InspectFacts> {
  const info = live.snapshot.info ?? (await live.engine.info());
  const known = live.snapshot.containers;
  const containers = known.size > 0 ? [...known.values()] : await live.engine.listContainers();
  const chosen = new Set(chosenContainers(containers, selection).map(({ id }) => id));
  const running = containers.filter(({ state }) => state === 'running' || state === 'paused');
  // All that run are read once, since any of them may share a namespace with a chosen one.
  const ids = [...new Set([...chosen, ...running.map(({ id }) => id)])];
  const facts = new Map(await live.facts.readAll(ids, signal));
  const closely = new Set(chosen.size <= readClosely ? chosen : []);
  if (looked !== undefined) closely.add(looked);
  for (const id of closely) {
    signal?.throwIfAborted();
    if (facts.get(id)?.running !== true) continue;
    const closer = await unlessGone(live.facts.readKernel(id, signal));
    if (closer !== undefined) facts.set(id, closer);
  }
  const shown = [...facts.values()].filter(
    (container) => chosen.has(container.id) || sharesWith(container, chosen),
  );
  const editor = await findEditor(
    live.endpoint,
    [...facts.values()].flatMap(({ id, inspect }) =>
      inspect.state.pid > 0 ? [{ id, pid: inspect.state.pid }] : [],
    ),
  );
  return toInspectFacts(live.endpoint, info, shown, chosen, editor);
}

async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof EngineError && (error.kind === 'not-found' || error.kind === 'conflict'))
      return undefined;
    throw error;
  }
}

function sharesWith({ namespaces }: ContainerFacts, chosen: ReadonlySet<string>): boolean {
  return namespaceTypes.some((type) => {
    const { observed } = namespaces[type];
    return observed.kind === 'shared' && observed.with.some((id) => chosen.has(id));
  });
}
