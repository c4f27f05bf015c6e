import type { LiveEngine } from '../engine/liveSnapshot';
import { groupContainers, isShown, projectOf, type TreeOptions } from './model/containerGroups';
import { containerNode, containerNodeId, projectNode, projectNodeId } from './model/containerNodes';
import { engineNode, engineNodeId } from './model/engineNodes';
import type { Say } from './model/treeNode';
import type { TreeElement } from './treeElement';

/**
 * The rows that a change of containers concerns, brought up to date; undefined for all rows. A container
 * that changes is one row. One that comes or goes is the rows of its group.
 */
export function changedElements(
  live: Pick<LiveEngine, 'endpoint' | 'snapshot'>,
  containers: ReadonlySet<string>,
  elements: ReadonlyMap<string, TreeElement>,
  options: TreeOptions,
  say: Say,
): TreeElement[] | undefined {
  if (containers.size === 0) return [];
  const engine = live.endpoint.name;
  const groups = groupContainers(live.snapshot.containers.values(), options);
  const projects = new Map(groups.projects.map((project) => [project.name, project.containers]));
  const changed = new Set<TreeElement>();
  const touchedProjects = new Set<string>();
  let listChanged = false;
  for (const id of containers) {
    const element = elements.get(containerNodeId(engine, id));
    const summary = live.snapshot.containers.get(id);
    const shown = summary !== undefined && isShown(summary, options);
    const before = element?.parent?.node.target;
    const projectBefore = before?.kind === 'project' ? before.project : undefined;
    if (projectBefore !== undefined) touchedProjects.add(projectBefore);
    if (!shown) {
      if (element !== undefined && projectBefore === undefined) listChanged = true;
      continue;
    }
    const project = options.grouping === 'project' ? projectOf(summary) : undefined;
    if (project !== undefined) touchedProjects.add(project);
    if (element === undefined) {
      if (project === undefined) listChanged = true;
      continue;
    }
    const { label } = element.node;
    const members = project === undefined ? undefined : projects.get(project);
    element.node = containerNode(engine, summary, say, members);
    const renamed = element.node.label !== label;
    if (renamed && project === undefined) listChanged = true;
    changed.add(element);
  }
  for (const name of touchedProjects) {
    const element = elements.get(projectNodeId(engine, name));
    const members = projects.get(name);
    if (element === undefined || members === undefined) {
      listChanged = true;
      continue;
    }
    const before = element.node;
    element.node = projectNode(engine, name, members, say);
    if (before.containers.join() !== element.node.containers.join()) changed.add(element);
    else if (before.description !== element.node.description) changed.add(element);
  }
  const engineElement = elements.get(engineNodeId(engine));
  if (engineElement !== undefined)
    engineElement.node = engineNode(engine, live.endpoint.host, live.snapshot, say);
  // Whoever comes or goes may share a namespace with those on display.
  for (const element of elements.values())
    if (element.engine === engine && isNamespacesOnDisplay(element)) changed.add(element);
  if (listChanged) return engineElement === undefined ? undefined : [engineElement];
  return withoutCovered(changed);
}

/** Rows whose parent is there too need not be named: the editor asks for all below a changed row. */
function withoutCovered(changed: ReadonlySet<TreeElement>): TreeElement[] {
  const covered = (element: TreeElement | undefined): boolean =>
    element !== undefined && (changed.has(element) || covered(element.parent));
  return [...changed].filter((element) => !covered(element.parent));
}

function isNamespacesOnDisplay(element: TreeElement): boolean {
  const { target } = element.node;
  return target.kind === 'section' && target.section === 'namespaces' && element.onDisplay;
}
