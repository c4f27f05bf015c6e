import { msg, type Message } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { running, runLab } from '../lab';

const name = 'unboxed-by-hand';
const wanted = ['uts', 'pid', 'net', 'ipc', 'mnt'] as const;

/** One process of the lab: its root folder and the inodes of its namespaces. */
interface Row {
  readonly pid: number;
  readonly root: string;
  readonly namespaces: Readonly<Record<(typeof wanted)[number], string>>;
}

/** Chapter 4 (a): chroot, then one namespace after the other, until a process lives in a container made by hand. */
export const byHand: Exercise = {
  id: 'byHand',
  title: msg('A container, made by hand'),
  goal: msg('Inside the lab, give a process a root folder and namespaces of its own, without Docker’s help.'),
  steps: [
    msg(
      'Start the exercise. The lab “{0}” may make namespaces: it has the capability SYS_ADMIN and no seccomp filter, but no network and no privileges on your machine’s devices.',
      name,
    ),
    msg(
      'Open a terminal, then a shell in the lab: `docker exec -it {0} sh`. Copy a few programs into a folder /box and start one with `chroot /box`.',
      name,
    ),
    msg(
      'Now add `unshare` before it, one option at a time: --uts, --ipc, --net, --mount, and --pid with --fork. *Check Now* says after each what is still shared.',
    ),
  ],
  lab: ({ image }) => [
    runLab('byHand', name, image, {
      extra: [
        '--cap-add',
        'SYS_ADMIN',
        '--security-opt',
        'seccomp=unconfined',
        '--security-opt',
        'apparmor=unconfined',
      ],
    }),
  ],
  rights: msg(
    'The lab “{0}” gets the capability SYS_ADMIN and no seccomp or AppArmor filter, since making namespaces asks for it. A program that means harm could use these rights to reach the engine’s machine; run only the commands of the exercise in it.',
    name,
  ),
  probes: [
    {
      key: 'processes',
      container: name,
      command: [
        'sh',
        '-c',
        `for p in /proc/[0-9]*; do echo "\${p#/proc/} $(readlink $p/root) ${wanted.map((type) => `$(readlink $p/ns/${type})`).join(' ')}"; done 2>/dev/null`,
      ],
    },
  ],
  check: (facts) => closest(facts)?.shared.length === 0,
  hints: (facts) => {
    if (!running(facts, name))
      return [msg('The container of this exercise does not run yet: start the exercise.')];
    if (byHand.check(facts)) return [];
    return [hint(closest(facts))];
  },
  solution: () => [
    `docker exec ${name} sh -c 'mkdir -p /box; cp -a /bin /lib /lib64 /usr /box 2>/dev/null; ls /box'`,
    `docker exec --detach ${name} unshare --uts --ipc --net --mount --pid --fork chroot /box sleep 600`,
    `docker exec ${name} ps`,
  ],
  explanation: [
    msg(
      'That is what runc does, with the same system calls: unshare (or clone), chroot’s stronger sister pivot_root, then exec.',
    ),
    msg(
      'Two things are missing from yours: a cgroup of its own, so that it shares the lab’s limits, and fewer capabilities. Isolation is made of parts, and each can be left out.',
    ),
  ],
};

function hint(found: ReturnType<typeof closest>): Message {
  if (!found)
    return msg(
      'No process of the lab has another root folder yet. It must keep running to be seen, for example `chroot /box sleep 600`.',
    );
  return msg(
    'Process {0} has its own root, {1}, but shares these namespaces with process 1: {2}.',
    found.pid,
    found.root,
    found.shared.join(', '),
  );
}

/** The process with a root folder of its own that shares the fewest namespaces with process 1. */
function closest({
  readings,
}: CourseFacts): { pid: number; root: string; shared: readonly string[] } | undefined {
  const rows = parse(readings['processes'] ?? '');
  const first = rows.find(({ pid }) => pid === 1);
  if (!first) return undefined;
  return rows
    .filter(({ root }) => root !== first.root)
    .map(({ pid, root, namespaces }) => ({
      pid,
      root,
      shared: wanted.filter((type) => namespaces[type] === first.namespaces[type]),
    }))
    .sort((a, b) => a.shared.length - b.shared.length)[0];
}

/** Rows that could be read whole; a process that ended meanwhile leaves gaps. */
function parse(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\d+) (\/\S*) (uts:\S+) (pid:\S+) (net:\S+) (ipc:\S+) (mnt:\S+)$/.exec(line);
    if (!match) return [];
    const [, pid, root = '', uts = '', pidns = '', net = '', ipc = '', mnt = ''] = match;
    return [{ pid: Number(pid), root, namespaces: { uts, pid: pidns, net, ipc, mnt } }];
  });
}
