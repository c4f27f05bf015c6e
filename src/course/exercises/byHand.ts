import { msg, type Message } from '../../message';
import {
  listProcesses,
  mostBoxed,
  parseProcesses,
  type BoxedProcess,
  type BoxNamespace,
} from '../boxProcesses';
import type { Exercise, Stage } from '../exercise';
import type { CourseFacts } from '../facts';
import { running, runLab } from '../lab';

const name = 'unboxed-by-hand';
const wanted = ['uts', 'ipc', 'net', 'mnt', 'pid'] as const satisfies readonly BoxNamespace[];

/** An empty folder, mounted on itself as pivot_root(2) would ask for too, and an empty cgroup to be entered. */
const setup = `
mkdir -p /box/proc /box/cgroup
mount --bind /box /box
all=/sys/fs/cgroup
[ -f $all/cgroup.procs ] || all=$all/pids
if mount -o remount,rw,bind $all && mkdir $all/box; then
  if [ -f $all/cgroup.subtree_control ]; then
    mkdir $all/lab
    for p in $(cat $all/cgroup.procs); do echo $p > $all/lab/cgroup.procs; done
    echo +pids > $all/cgroup.subtree_control
  fi
  mount --bind $all/box /box/cgroup
fi 2>/dev/null`;

const commands: Readonly<Record<(typeof wanted)[number] | 'root' | 'cgroup', string>> = {
  root: 'cp -a /bin /lib /lib64 /usr /box 2>/dev/null; chroot /box sh',
  uts: 'unshare --uts sh',
  ipc: 'unshare --ipc sh',
  net: 'unshare --net sh',
  mnt: 'unshare --mount sh',
  pid: 'unshare --pid --fork sh',
  cgroup: 'echo 20 > /cgroup/pids.max; echo 0 > /cgroup/cgroup.procs',
};

/** Chapter 4 (a): a root folder, one namespace after the other, a cgroup: a container without Docker's help. */
export const byHand: Exercise = {
  id: 'byHand',
  title: msg('A container, made by hand'),
  goal: msg(
    'Inside the lab, give a process a root folder, namespaces and a cgroup of its own, without Docker’s help.',
  ),
  steps: [
    msg(
      'Start the exercise, then open its terminal: a shell in the lab “{0}”. The lab may make namespaces: it has the capability SYS_ADMIN and no seccomp filter, but no network and no privileges on your machine’s devices.',
      name,
    ),
    msg(
      'Add one part after the other. Each command starts a new shell inside the one before, with one thing more of its own; the picture grows as soon as the kernel shows it.',
    ),
    msg('In the end, `mount -t proc proc /proc; ps` in your shell shows what a container sees.'),
  ],
  lab: (lab) => [
    runLab('byHand', name, lab, {
      extra: [
        '--cap-add',
        'SYS_ADMIN',
        '--security-opt',
        'seccomp=unconfined',
        '--security-opt',
        'apparmor=unconfined',
      ],
      setup,
    }),
  ],
  rights: msg(
    'The lab “{0}” gets the capability SYS_ADMIN and no seccomp or AppArmor filter, since making namespaces asks for it. A program that means harm could use these rights to reach the engine’s machine; run only the commands of the exercise in it.',
    name,
  ),
  terminal: { kind: 'container', name },
  probes: [
    {
      key: 'processes',
      container: name,
      // One shell for all: starting one is what a look costs.
      command: [
        'sh',
        '-c',
        `${listProcesses('/proc/1 /proc/[0-9]*')}; echo "limit $(cat /box/cgroup/pids.max 2>/dev/null)"`,
      ],
    },
  ],
  stages,
  check: (facts) => running(facts, name) !== undefined && stages(facts).every(isSettled),
  hints: (facts) => {
    if (!running(facts, name))
      return [msg('The container of this exercise does not run yet: start the exercise.')];
    return byHand.check(facts) ? [] : [hint(facts)];
  },
  solution: () => [
    `docker exec ${name} sh -c 'cp -a /bin /lib /lib64 /usr /box 2>/dev/null; ls /box'`,
    `docker exec --detach ${name} chroot /box unshare --uts --ipc --net --mount --pid --fork sh -c 'echo 20 > /cgroup/pids.max; echo 0 > /cgroup/cgroup.procs; exec sleep 600'`,
    `docker exec ${name} ps`,
  ],
  explanation: [
    msg(
      'That is what runc does, with the same system calls: unshare (or clone), chroot’s stronger sister pivot_root, a line written into cgroup.procs, then exec.',
    ),
    msg(
      'Yours still has too many permissions: a container gets fewer capabilities and a seccomp filter. Isolation is made of parts, and each can be left out.',
    ),
  ],
};

function isSettled({ reached, impossible }: Stage): boolean {
  return reached || impossible !== undefined;
}

function stages(facts: CourseFacts): Stage[] {
  const found = boxed(facts);
  const limit = cgroupLimit(facts);
  const namespaces: Readonly<Record<(typeof wanted)[number], Message>> = {
    uts: msg('a hostname of its own (uts)'),
    ipc: msg('its own message queues and shared memory (ipc)'),
    net: msg('its own network (net)'),
    mnt: msg('its own mounts (mnt)'),
    pid: msg('its own PIDs (pid)'),
  };
  return [
    {
      id: 'root',
      label: msg('another root folder (chroot)'),
      command: commands.root,
      reached: found?.ownRoot === true,
      seen: found?.process.root ?? '',
    },
    ...wanted.map((type) => ({
      id: type,
      label: namespaces[type],
      command: commands[type],
      reached: found?.own.includes(type) === true,
      seen: found?.process.namespaces[type] ?? '',
    })),
    {
      id: 'cgroup',
      label: msg('a limit of its own (cgroup)'),
      command: commands.cgroup,
      reached: found?.ownCgroup === true && Number(limit) > 0,
      seen: `${found?.process.cgroup.split('/').at(-1) ?? ''}/pids.max: ${limit ?? ''}`,
      ...(limit === '' && {
        impossible: msg('The cgroup’s files can’t be written in a container of this engine.'),
      }),
    },
  ];
}

function hint(facts: CourseFacts): Message {
  const found = boxed(facts);
  if (!found)
    return msg(
      'No process of the lab has anything of its own yet. It must keep running to be seen, for example a shell: `chroot /box sh`.',
    );
  const { process, own, ownRoot } = found;
  const shared = wanted.filter((type) => !own.includes(type));
  if (!ownRoot)
    return msg(
      'Process {0} has namespaces of its own ({1}), but still sees the lab’s root folder. Add `chroot /box`.',
      process.pid,
      own.join(', '),
    );
  if (shared.length > 0)
    return msg(
      'Process {0} has its own root, {1}, but shares these namespaces with process 1: {2}.',
      process.pid,
      process.root,
      shared.join(', '),
    );
  return found.ownCgroup
    ? msg(
        'Process {0} is in a cgroup of its own, but its file pids.max says “{1}”: no limit.',
        process.pid,
        cgroupLimit(facts) ?? '?',
      )
    : msg(
        'Process {0} lacks only a cgroup: it is still in the lab’s, {1}. Write 0, which means “myself”, into /cgroup/cgroup.procs.',
        process.pid,
        process.cgroup,
      );
}

function boxed({ readings }: CourseFacts): BoxedProcess | undefined {
  return mostBoxed(parseProcesses(readings['processes'] ?? ''), wanted);
}

/** What pids.max of the cgroup in the box says; empty when the lab could make none, undefined before it was read. */
function cgroupLimit({ readings }: CourseFacts): string | undefined {
  return /^limit (.*)$/m.exec(readings['processes'] ?? '')?.[1]?.trim();
}
