import { msg, type Message } from '../message';
import type { NamespaceType } from '../kernel/namespaceTypes';

export interface NamespaceText {
  /** Two or three words: what it is about. */
  readonly about: Message;
  /** What a process of such a namespace sees alone or together with others. */
  readonly isolates: Message;
}

/** What each type of namespace is for, after namespaces(7) and the pages that it names. */
export const namespaceTexts: Readonly<Record<NamespaceType, NamespaceText>> = {
  mnt: {
    about: msg('files'),
    isolates: msg('which file systems are mounted where, and so which files it sees'),
  },
  pid: { about: msg('process numbers'), isolates: msg('which processes it sees, and under which numbers') },
  net: { about: msg('network cards'), isolates: msg('network cards, addresses, routes, firewall and ports') },
  ipc: {
    about: msg('shared memory'),
    isolates: msg('System V shared memory and semaphores, POSIX message queues'),
  },
  uts: { about: msg('host name'), isolates: msg('the host name and the domain name') },
  user: { about: msg('user numbers'), isolates: msg('user numbers, and what root may do') },
  cgroup: {
    about: msg('view of cgroups'),
    isolates: msg('which part of the tree of cgroups it sees as the root'),
  },
  time: { about: msg('clocks'), isolates: msg('the clocks that count since the machine started') },
};
