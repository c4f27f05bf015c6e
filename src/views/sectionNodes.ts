import type { LiveEngine } from '../engine/liveSnapshot';
import type { ContainerFacts } from '../kernel/containerFacts';
import type { ContainerUsage } from '../kernel/usage';
import { limitNodes } from './model/limitNodes';
import { namespaceNodes } from './model/namespaceNodes';
import { networkNodes } from './model/networkNodes';
import { permissionNodes } from './model/permissionNodes';
import { processNodes } from './model/processNodes';
import type { Say, Section, TreeNode } from './model/treeNode';

/** What stands in one section of a container. */
export function sectionContent(
  live: LiveEngine,
  parent: TreeNode,
  section: Section,
  facts: ContainerFacts,
  usage: ContainerUsage | undefined,
  say: Say,
): readonly TreeNode[] {
  const nameOf = (container: string) => {
    for (const [id, summary] of live.snapshot.containers)
      if (id.startsWith(container) || summary.name === container) return summary.name;
    return container.slice(0, 12);
  };
  switch (section) {
    case 'namespaces':
      return namespaceNodes(parent, facts, nameOf, say);
    case 'limits':
      return limitNodes(parent, facts, usage, say);
    case 'processes':
      return processNodes(parent, facts, say);
    case 'permissions':
      return permissionNodes(parent, facts, say);
    case 'network':
      return networkNodes(parent, facts.inspect, nameOf, say);
  }
}
