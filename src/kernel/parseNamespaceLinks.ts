import { namespaceTypes, type NamespaceInodes, type NamespaceType } from './namespaceTypes';

/**
 * Inodes from what `readlink /proc/PID/ns/*` writes: one `type:[inode]` a word. Of `pid_for_children` and
 * `time_for_children`, which show the same form, nothing is taken: the first of each type stands.
 */
export function parseNamespaceLinks(text: string): NamespaceInodes {
  const inodes: Partial<Record<NamespaceType, number>> = {};
  for (const match of text.matchAll(/\b([a-z]+):\[(\d+)\]/g)) {
    const type = namespaceTypes.find((known) => known === match[1]);
    if (type !== undefined) inodes[type] ??= Number(match[2]);
  }
  return inodes;
}
