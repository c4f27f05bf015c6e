import { namespaceTypes, type NamespaceType } from '../kernel/namespaceTypes';
import { columnOrder } from './columnOrder';
import type { ContainerView, InspectFacts, ProcessView } from './inspectFacts';
import { hostProcessRegion, hostRegion, regionOf } from './whereabouts';

/** A column before it has a place. */
export interface PlannedColumn {
  readonly id: string;
  readonly kind: 'host' | 'container' | 'group';
  readonly project: string;
  readonly containers: readonly ContainerView[];
  readonly slots: readonly PlannedSlot[];
}

export interface PlannedSlot {
  readonly id: string;
  readonly pids: readonly number[];
  /** The namespace of each type in which its processes stand. */
  readonly regions: Readonly<Record<NamespaceType, string>>;
}

export interface ColumnOptions {
  /** Projects and containers (by id) that are drawn in full. */
  readonly expanded: ReadonlySet<string>;
  readonly before: readonly string[];
}

/** More containers than this are drawn as one column for each project. */
export const drawnOneByOne = 12;
/** More processes of one container in the same namespaces than this are drawn as a few and “all the rest”. */
const processesShown = 4;

export const hostColumn = 'host';

/** The columns of the picture from left to right, the host's first. */
export function pictureColumns(facts: InspectFacts, options: ColumnOptions): readonly PlannedColumn[] {
  const columns = groups(facts, options.expanded);
  // What is only planned stands where it is always seen, and takes no part in the order of the others.
  const isPlanned = (column: PlannedColumn) => column.containers.some(({ planned }) => planned);
  const made = columns.filter((column) => !isPlanned(column));
  const byId = new Map(made.map((column) => [column.id, column]));
  const order = columnOrder(
    made.map((column) => ({
      id: column.id,
      sortKey: `${column.project}\u0000${column.containers[0]?.name ?? ''}`,
      ...standing(column, facts),
    })),
    options.before,
  );
  return [hostOf(facts), ...columns.filter(isPlanned), ...order.flatMap((id) => byId.get(id) ?? [])];
}

function standing(column: PlannedColumn, facts: InspectFacts) {
  const hosts = new Set(namespaceTypes.map((type) => hostRegion(type, facts)));
  const all = new Set(column.slots.flatMap(({ regions }) => Object.values(regions)));
  const regions = new Set([...all].filter((region) => !hosts.has(region)));
  return { regions, hostRegions: all.size - regions.size };
}

function hostOf(facts: InspectFacts): PlannedColumn {
  const regions = byType((type) => hostRegion(type, facts));
  const rank = { init: 0, editor: 1, parent: 2 };
  const processes = [...facts.host.processes].sort((a, b) => rank[a.role] - rank[b.role]);
  const named = processes.filter(({ role }) => role !== 'parent').length;
  const slots = slotsOf(
    hostColumn,
    processes.map(({ pid, namespaces }) => ({
      pid,
      regions:
        namespaces === undefined ? regions : byType((type) => hostProcessRegion(type, namespaces, facts)),
    })),
    named === 1 ? 1 : named + 1,
    new Set(),
  );
  return { id: hostColumn, kind: 'host', project: '', containers: [], slots };
}

function groups(facts: InspectFacts, expanded: ReadonlySet<string>): readonly PlannedColumn[] {
  const single = (container: ContainerView) => containerColumn(container, facts, expanded);
  if (facts.containers.length <= drawnOneByOne) return facts.containers.map(single);
  const projects = new Map<string, ContainerView[]>();
  for (const container of facts.containers) {
    if (container.planned) continue;
    const project = container.project ?? '';
    projects.set(project, [...(projects.get(project) ?? []), container]);
  }
  return [
    ...[...projects].flatMap(([project, containers]) =>
      containers.length === 1 || expanded.has(projectKey(project))
        ? containers.map(single)
        : [groupColumn(project, containers, facts)],
    ),
    ...facts.containers.filter(({ planned }) => planned).map(single),
  ];
}

/** How a project is named among the expanded parts; no container's id looks like that. */
export function projectKey(project: string): string {
  return `project:${project}`;
}

function containerColumn(
  container: ContainerView,
  facts: InspectFacts,
  expanded: ReadonlySet<string>,
): PlannedColumn {
  const processes: readonly (ProcessView | undefined)[] =
    container.processes.length > 0 ? container.processes : [undefined];
  const standing = processes.map((process) => ({
    pid: process?.pid,
    regions: byType((type) => regionOf(type, container, process, facts)),
  }));
  // The main process first: it stands for the container.
  standing.sort((a, b) => Number(b.pid === container.mainPid) - Number(a.pid === container.mainPid));
  return {
    id: container.id,
    kind: 'container',
    project: container.project ?? '',
    containers: [container],
    slots: slotsOf(container.id, standing, processesShown, expanded),
  };
}

/** One slot for all: of each type the common namespace, or a name for their being different. */
function groupColumn(
  project: string,
  containers: readonly ContainerView[],
  facts: InspectFacts,
): PlannedColumn {
  const id = projectKey(project);
  const regions = byType((type) => {
    const all = new Set(
      containers.flatMap((container) =>
        (container.processes.length > 0 ? container.processes : [undefined]).map((process) =>
          regionOf(type, container, process, facts),
        ),
      ),
    );
    const [only] = all;
    return all.size === 1 && only !== undefined ? only : `${type}:mixed:${project}`;
  });
  const pids = containers.flatMap(({ processes }) => processes.map(({ pid }) => pid));
  return { id, kind: 'group', project, containers, slots: [{ id: `${id}/all`, pids, regions }] };
}

interface Standing {
  readonly pid: number | undefined;
  readonly regions: Readonly<Record<NamespaceType, string>>;
}

/** Processes in the same namespaces side by side; where there are many, the rest of them in one slot. */
function slotsOf(
  column: string,
  processes: readonly Standing[],
  shown: number,
  expanded: ReadonlySet<string>,
): readonly PlannedSlot[] {
  const alike = new Map<string, Standing[]>();
  for (const process of processes) {
    const signature = Object.values(process.regions).join(' ');
    alike.set(signature, [...(alike.get(signature) ?? []), process]);
  }
  return [...alike.values()].flatMap((group) => {
    const apart = expanded.has(column) || group.length <= shown ? group.length : Math.max(1, shown - 1);
    const singles = group.slice(0, apart).map(({ pid, regions }) => ({
      id: `${column}/${pid ?? 'none'}`,
      pids: pid === undefined ? [] : [pid],
      regions,
    }));
    const rest = group.slice(apart);
    const [first] = rest;
    if (first === undefined) return singles;
    // Named after the namespaces, so that it stays the same while processes come and go.
    const name = Object.values(first.regions).join(' ');
    const pids = rest.flatMap(({ pid }) => pid ?? []);
    return [...singles, { id: `${column}/rest ${name}`, pids, regions: first.regions }];
  });
}

function byType<T>(value: (type: NamespaceType) => T): Readonly<Record<NamespaceType, T>> {
  return Object.fromEntries(namespaceTypes.map((type) => [type, value(type)])) as Record<NamespaceType, T>;
}
