import { msg, type Message } from '../message';
import type { NamespaceType } from '../kernel/namespaceTypes';

/** What it means for the processes of the named containers to be in a namespace, in one sentence. */
export function namespaceSentence(
  type: NamespaceType,
  whose: 'own' | 'host' | 'shared',
  names: string,
): Message {
  return sentences[type][whose](names);
}

type Sentence = (names: string) => Message;

const sentences: Readonly<Record<NamespaceType, Readonly<Record<'own' | 'host' | 'shared', Sentence>>>> = {
  mnt: {
    own: (names) =>
      msg(
        'The processes of {0} have mounts of their own: they see the files of their image and volumes, not those of the host.',
        names,
      ),
    host: (names) =>
      msg('The processes of {0} see the file systems of the host, mounted where the host has them.', names),
    shared: (names) => msg('The processes of {0} see the same mounts, and so the same files.', names),
  },
  pid: {
    own: (names) => msg('The processes of {0} are numbered from 1 again and see no other processes.', names),
    host: (names) =>
      msg(
        'The processes of {0} see every process of the host and, where permissions allow it, can signal it.',
        names,
      ),
    shared: (names) =>
      msg(
        'The processes of {0} see each other under the same numbers and, where permissions allow it, can signal each other.',
        names,
      ),
  },
  net: {
    own: (names) =>
      msg(
        'The processes of {0} have network cards, addresses and ports of their own: their port 80 is nobody else’s.',
        names,
      ),
    host: (names) =>
      msg(
        'The processes of {0} use the network cards and ports of the host itself: what they open is open on the machine.',
        names,
      ),
    shared: (names) =>
      msg(
        'The processes of {0} have the same addresses and ports: they reach each other over localhost, and each port can be taken only once.',
        names,
      ),
  },
  ipc: {
    own: (names) =>
      msg('The processes of {0} have shared memory, semaphores and message queues of their own.', names),
    host: (names) =>
      msg(
        'The processes of {0} can reach the shared memory and message queues of the host’s programs.',
        names,
      ),
    shared: (names) =>
      msg('The processes of {0} can exchange data through the same shared memory and message queues.', names),
  },
  uts: {
    own: (names) =>
      msg('The processes of {0} have a host name of their own: changing it changes no other.', names),
    host: (names) => msg('The processes of {0} have the host name of the machine.', names),
    shared: (names) =>
      msg('The processes of {0} have the same host name: changed for one, it is changed for all.', names),
  },
  user: {
    own: (names) =>
      msg(
        'User numbers of {0} are mapped to others outside: root in there is an ordinary user of the host.',
        names,
      ),
    host: (names) =>
      msg(
        'User 0 of {0} is user 0 of the host too: only capabilities, seccomp and the other namespaces hold it back.',
        names,
      ),
    shared: (names) => msg('A user number means the same user for all processes of {0}.', names),
  },
  cgroup: {
    own: (names) =>
      msg(
        'The processes of {0} see their own cgroup as the root of the tree; the limits hold all the same.',
        names,
      ),
    host: (names) =>
      msg(
        'The processes of {0} see their place in the host’s tree of cgroups; the limits hold all the same.',
        names,
      ),
    shared: (names) => msg('The processes of {0} see the same cgroup as the root of the tree.', names),
  },
  time: {
    own: (names) =>
      msg(
        'The processes of {0} have their own offsets for the clocks that count since the start of the machine.',
        names,
      ),
    host: (names) =>
      msg(
        'The processes of {0} read the same clocks as the host; the time of day is never apart in any container.',
        names,
      ),
    shared: (names) =>
      msg(
        'The processes of {0} read the same offsets of the clocks that count since the start of the machine.',
        names,
      ),
  },
};
