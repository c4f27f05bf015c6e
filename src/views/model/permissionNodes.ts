import type { ContainerFacts, ReadFailure } from '../../kernel/containerFacts';
import { capabilityMeaning } from '../../kernel/capabilityMeanings';
import type { PermissionFact, PermissionName } from '../../kernel/permissions';
import { msg, type Message } from '../../message';
import { detailNode } from './detailNode';
import { warningIcon, type NodeIcon, type Say, type TreeNode } from './treeNode';
import { unobservedFacts } from './unobservedFacts';

/** What the processes may do: capabilities, filters, root file system, user. */
export function permissionNodes(section: TreeNode, facts: ContainerFacts, say: Say): readonly TreeNode[] {
  const source =
    facts.observedBy === undefined
      ? msg('declared to the engine; the kernel was not read')
      : msg('observed in the kernel');
  return facts.permissions.map((permission) =>
    permissionNode(section, permission, source, facts.unobserved, say),
  );
}

function permissionNode(
  section: TreeNode,
  fact: PermissionFact,
  source: Message,
  unobserved: ReadFailure | undefined,
  say: Say,
): TreeNode {
  const value = say(fact.value);
  const mismatch = fact.mismatch === undefined ? '' : say(fact.mismatch);
  const children = fact.capabilities === undefined ? [] : capabilityNodes(section, fact.capabilities, say);
  return detailNode(section, {
    key: fact.name,
    label: say(fact.title),
    description: mismatch === '' ? value : `${value} · ${say(msg('not as declared'))}`,
    facts: [
      [say(msg('Value')), value],
      [say(msg('Known from')), say(source)],
      ...unobservedFacts(unobserved, say),
      [say(msg('Mismatch')), mismatch],
      [say(msg('Option of docker run')), fact.flag],
      [say(msg('Key in a compose file')), fact.composeKey],
    ],
    lesson: say(fact.meaning),
    chapter: 'definition',
    icon: fact.compared === 'weaker' || mismatch !== '' ? warningIcon : icons[fact.name],
    context: 'permission',
    children,
  });
}

function capabilityNodes(
  section: TreeNode,
  { kept, added, dropped }: NonNullable<PermissionFact['capabilities']>,
  say: Say,
): readonly TreeNode[] {
  const parent = { ...section, id: `${section.id}/capabilities` };
  const child = (name: string, icon: NodeIcon, description?: Message) =>
    detailNode(parent, {
      key: name,
      label: name,
      ...(description !== undefined && { description: say(description) }),
      lesson: say(capabilityMeaning(name) ?? msg('A part of root’s power that Unboxed does not know.')),
      icon,
      chapter: 'definition',
      context: 'capability',
    });
  return [
    ...added.map((name) => child(name, warningIcon, msg('added to the default'))),
    ...kept.filter((name) => !added.includes(name)).map((name) => child(name, { name: 'check' })),
    ...dropped.map((name) => child(name, { name: 'close' }, msg('dropped from the default'))),
  ];
}

const icons: Record<PermissionName, NodeIcon> = {
  privileged: { name: 'shield' },
  capabilities: { name: 'key' },
  seccomp: { name: 'filter' },
  'mandatory-access-control': { name: 'law' },
  'no-new-privileges': { name: 'arrow-up' },
  'read-only-root': { name: 'lock' },
  user: { name: 'account' },
};
