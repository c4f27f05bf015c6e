import type { ContainerSummary } from '../../engine/port';
import { nameOrder } from './nameOrder';

/** What of an engine's containers is shown, and how. */
export interface TreeOptions {
  readonly grouping: 'project' | 'flat';
  readonly runningOnly: boolean;
  /** Part of a name, image, project, service, state or id; empty shows all. */
  readonly filter: string;
}

export interface ContainerGroups {
  readonly projects: readonly { readonly name: string; readonly containers: readonly ContainerSummary[] }[];
  /** Containers that belong to no project, or all of them when the list is flat. */
  readonly others: readonly ContainerSummary[];
}

export const composeProjectLabel = 'com.docker.compose.project';
export const composeServiceLabel = 'com.docker.compose.service';

/** True for a container that has processes: running, paused or about to run again. */
export function isLive(container: ContainerSummary): boolean {
  return container.state === 'running' || container.state === 'paused' || container.state === 'restarting';
}

/** The compose project of a container; undefined when it was not made by compose. */
export function projectOf(container: ContainerSummary): string | undefined {
  const project = container.labels[composeProjectLabel];
  return project === '' ? undefined : project;
}

/** True when the options leave the container in the tree. */
export function isShown(container: ContainerSummary, options: TreeOptions): boolean {
  if (options.runningOnly && !isLive(container)) return false;
  const wanted = options.filter.trim().toLowerCase();
  if (wanted === '') return true;
  return (
    [
      container.name,
      container.image,
      container.state,
      container.labels[composeProjectLabel] ?? '',
      container.labels[composeServiceLabel] ?? '',
    ].some((text) => text.toLowerCase().includes(wanted)) || container.id.startsWith(wanted)
  );
}

/** Containers that the options show, by compose project and by name. */
export function groupContainers(
  containers: Iterable<ContainerSummary>,
  options: TreeOptions,
): ContainerGroups {
  const projects = new Map<string, ContainerSummary[]>();
  const others: ContainerSummary[] = [];
  for (const container of containers) {
    if (!isShown(container, options)) continue;
    const project = options.grouping === 'project' ? projectOf(container) : undefined;
    if (project === undefined) others.push(container);
    else {
      const group = projects.get(project);
      if (group === undefined) projects.set(project, [container]);
      else group.push(container);
    }
  }
  const compare = nameOrder();
  const byName = (a: ContainerSummary, b: ContainerSummary) =>
    compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
  return {
    projects: [...projects]
      .sort(([a], [b]) => compare(a, b))
      .map(([name, group]) => ({ name, containers: group.sort(byName) })),
    others: others.sort(byName),
  };
}
