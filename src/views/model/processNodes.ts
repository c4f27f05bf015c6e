import type { ContainerFacts } from '../../kernel/containerFacts';
import type { ContainerProcess } from '../../kernel/parseTop';
import { msg } from '../../message';
import { detailNode } from './detailNode';
import type { Say, TreeNode } from './treeNode';

/** The processes of a container as a tree by parent, with the numbers of the engine's host. */
export function processNodes(section: TreeNode, facts: ContainerFacts, say: Say): readonly TreeNode[] {
  if (facts.processes.length === 0)
    return [
      detailNode(section, {
        key: 'none',
        label: say(msg('The engine lists no process')),
        icon: { name: 'info' },
      }),
    ];
  const known = new Set(facts.processes.map((process) => process.pid));
  const byParent = new Map<number, ContainerProcess[]>();
  for (const process of facts.processes) {
    const parent = known.has(process.parentPid) && process.parentPid !== process.pid ? process.parentPid : 0;
    const siblings = byParent.get(parent);
    if (siblings === undefined) byParent.set(parent, [process]);
    else siblings.push(process);
  }
  // Each is shown once and none is lost, whatever a list that was read while processes came and went says.
  const shown = new Set<number>();
  const subtree = (process: ContainerProcess): TreeNode[] => {
    if (shown.has(process.pid)) return [];
    shown.add(process.pid);
    const children = (byParent.get(process.pid) ?? []).flatMap(subtree);
    return [processNode(section, process, process.pid === facts.inspect.state.pid, children, say)];
  };
  return [...(byParent.get(0) ?? []), ...facts.processes].flatMap(subtree);
}

function processNode(
  section: TreeNode,
  process: ContainerProcess,
  first: boolean,
  children: readonly TreeNode[],
  say: Say,
): TreeNode {
  const inside = first ? say(msg('number 1 inside')) : undefined;
  const description = [say(msg('pid {0}', process.pid)), process.user, inside]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  return detailNode(section, {
    key: String(process.pid),
    label: process.command,
    description,
    facts: [
      [say(msg('pid on the engine’s host')), String(process.pid)],
      [say(msg('Parent')), String(process.parentPid)],
      [say(msg('User')), process.user],
    ],
    lesson: say(
      msg(
        'The same process has two numbers: one on the host, and one in the pid namespace of the container.',
      ),
    ),
    chapter: 'origins',
    spoken: say(msg('Process {0}, {1}', process.command, description)),
    icon: { name: 'gear' },
    context: 'process',
    children,
    expanded: true,
  });
}
