import type { ContainerSummary } from '../engine/port';
import type { InspectSelection } from './pageProtocol';

const projectLabel = 'com.docker.compose.project';

/**
 * What the chosen ids mean: a compose project where all of its containers are among several chosen ones (so
 * that those which come later belong to it), and containers else.
 */
export function selectionOf(
  engine: string,
  ids: ReadonlySet<string>,
  known: Iterable<ContainerSummary>,
): InspectSelection {
  const containers = [...known];
  const names = new Map(containers.map(({ id, name }) => [id, name]));
  const projects = [...new Set(containers.map(({ labels }) => labels[projectLabel] ?? ''))].filter(
    (project) => {
      const members = containers.filter(({ labels }) => project !== '' && labels[projectLabel] === project);
      return members.length > 1 && members.every(({ id }) => ids.has(id));
    },
  );
  const inProjects = new Set(
    containers.filter(({ labels }) => projects.includes(labels[projectLabel] ?? '')).map(({ id }) => id),
  );
  return {
    engine,
    projects,
    containers: [...ids]
      .filter((id) => !inProjects.has(id))
      .map((id) => ({ id, name: names.get(id) ?? id.slice(0, 12) })),
  };
}

/** The selection that a page kept in its state before a reload; undefined when there is none. */
export function selectionFromState(state: unknown): InspectSelection | undefined {
  if (!isRecord(state) || !isRecord(state['selection'])) return undefined;
  const { engine, projects, containers } = state['selection'];
  if (typeof engine !== 'string' || !Array.isArray(projects) || !Array.isArray(containers)) return undefined;
  return {
    engine,
    projects: projects.filter((project): project is string => typeof project === 'string'),
    containers: containers.flatMap((container: unknown) => {
      if (!isRecord(container)) return [];
      const { id, name } = container;
      return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [];
    }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
