import type { ContainerFacts } from '../../kernel/containerFacts';
import { processTree, type ProcessNode } from '../../kernel/processTree';
import { msg } from '../../message';
import { detailNode } from './detailNode';
import type { Say, TreeNode } from './treeNode';
import { unobservedFacts } from './unobservedFacts';

/** The processes of a container as a tree by parent, with their numbers outside and, where known, inside. */
export function processNodes(section: TreeNode, facts: ContainerFacts, say: Say): readonly TreeNode[] {
  if (facts.processes.length === 0)
    return [
      detailNode(section, {
        key: 'none',
        label: say(msg('The engine lists no process')),
        description: facts.failures.map(({ reason }) => say(reason)).join(' '),
        facts: facts.failures.flatMap((failure) => unobservedFacts(failure, say)),
        lesson: say(
          msg('The processes are there all the same: only the engine’s host, with its ps, can list them.'),
        ),
        chapter: 'definition',
        icon: { name: 'info' },
      }),
    ];
  return processTree(facts.processes).map((node) => processNode(section, node, say));
}

function processNode(section: TreeNode, { process, children }: ProcessNode, say: Say): TreeNode {
  const description = [
    say(msg('pid {0}', process.pid)),
    process.insidePid === undefined ? '' : say(msg('{0} inside', process.insidePid)),
    process.user,
  ]
    .filter((part) => part !== '')
    .join(' · ');
  return detailNode(section, {
    key: String(process.pid),
    label: process.command,
    description,
    facts: [
      [say(msg('pid on the engine’s host')), String(process.pid)],
      [
        say(msg('pid inside')),
        process.insidePid === undefined ? say(msg('unknown')) : String(process.insidePid),
      ],
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
    children: children.map((child) => processNode(section, child, say)),
    expanded: true,
  });
}
