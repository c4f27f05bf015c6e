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

/** Marks the processes of the exercise's terminal, so that no others are looked at. */
const marker = 'UNBOXED_BY_HAND';
const wanted = ['user', 'uts', 'ipc', 'net', 'mnt', 'pid'] as const satisfies readonly BoxNamespace[];
const steps: readonly {
  readonly id: BoxNamespace | 'root';
  readonly label: Message;
  readonly command: string;
}[] = [
  {
    id: 'user',
    label: msg('its own user IDs, root among them (user)'),
    command: 'unshare --user --map-root-user sh',
  },
  { id: 'uts', label: msg('a hostname of its own (uts)'), command: 'unshare --uts sh' },
  {
    id: 'ipc',
    label: msg('its own message queues and shared memory (ipc)'),
    command: 'unshare --ipc sh',
  },
  { id: 'net', label: msg('its own network (net)'), command: 'unshare --net sh' },
  { id: 'mnt', label: msg('its own mounts (mnt)'), command: 'unshare --mount sh' },
  { id: 'pid', label: msg('its own PIDs (pid)'), command: 'unshare --pid --fork sh' },
  {
    id: 'root',
    label: msg('another root folder (chroot)'),
    // A file system in memory that only this mount namespace has: it is gone with the last of its processes.
    command:
      'mount -t tmpfs box /mnt; for d in bin sbin lib lib64 usr proc; do [ -d /$d ] && mkdir /mnt/$d && mount --rbind /$d /mnt/$d; done; mount -t proc proc /mnt/proc; chroot /mnt sh',
  },
];

/** Chapter 4 (a), without an engine: the same on the learner's own Linux, where user namespaces allow it. */
export const withoutDocker: Exercise = {
  id: 'withoutDocker',
  title: msg('The same, with no Docker at all'),
  goal: msg('On this machine itself, make a process that has six namespaces and a root folder of its own.'),
  steps: [
    msg(
      'This needs Linux, and a kernel that lets ordinary users make user namespaces. In these they are root, and nowhere else: nothing asks for `sudo`.',
    ),
    msg('Open the terminal and add one part after the other; leave the shells with `exit`, and all is gone.'),
  ],
  withoutEngine: true,
  terminal: { kind: 'here', environment: { [marker]: '1' } },
  hostProbes: [
    { key: 'mayUnshare', command: ['unshare', '--user', '--map-root-user', 'true'] },
    {
      key: 'limits',
      command: [
        'sh',
        '-c',
        'cd /proc/sys && grep . user/max_user_namespaces kernel/unprivileged_userns_clone kernel/apparmor_restrict_unprivileged_userns 2>/dev/null',
      ],
    },
    {
      key: 'here',
      command: [
        'sh',
        '-c',
        listProcesses(`/proc/$$ $(grep -ls ${marker}=1 /proc/[0-9]*/environ | sed 's,/environ,,')`),
      ],
    },
  ],
  stages,
  check: (facts) => stages(facts).every(({ reached }) => reached),
  hints: (facts) => {
    if (withoutDocker.check(facts)) return [];
    const refused = refusal(facts);
    return [refused ?? hint(boxed(facts))];
  },
  solution: () => steps.map(({ command }) => command),
  explanation: [
    msg(
      'No engine had a part in it: namespaces are the kernel’s, and `unshare` is a small program that asks for them. Rootless engines begin with the same user namespace.',
    ),
    msg(
      'A cgroup is missing: its files belong to root. Where systemd runs, it lends one: `systemd-run --user --scope --property TasksMax=20 sh`.',
    ),
  ],
};

function stages(facts: CourseFacts): Stage[] {
  const found = boxed(facts);
  return steps.map(({ id, label, command }) => ({
    id,
    label,
    command,
    reached: found !== undefined && (id === 'root' ? found.ownRoot : found.own.includes(id)),
    seen: (id === 'root' ? found?.process.root : found?.process.namespaces[id]) ?? '',
  }));
}

/** Why this machine does not allow it, in the words of what was read; undefined when it does, or is not known yet. */
function refusal({ readings }: CourseFacts): Message | undefined {
  const attempt = readings['mayUnshare'];
  if (attempt === undefined)
    return msg(
      'This can’t be done here: it needs Linux and a trusted workspace. The exercise before it does the same in a lab.',
    );
  if (attempt.startsWith('0\n')) return undefined;
  const limits = readings['limits'] ?? '';
  if (/^user\/max_user_namespaces:0$/m.test(limits))
    return msg('This machine allows no user namespaces: {0} is 0.', '/proc/sys/user/max_user_namespaces');
  if (/^kernel\/unprivileged_userns_clone:0$/m.test(limits))
    return msg(
      'This machine allows user namespaces to root only: {0} is 0.',
      '/proc/sys/kernel/unprivileged_userns_clone',
    );
  if (/^kernel\/apparmor_restrict_unprivileged_userns:1$/m.test(limits))
    return msg(
      'AppArmor refuses user namespaces to programs without a profile: {0} is 1.',
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    );
  return msg('This machine refused a user namespace: {0}', attempt.replace(/^.*\n/, '').trim());
}

function hint(found: BoxedProcess | undefined): Message {
  if (!found)
    return msg(
      'No shell of the exercise’s terminal has anything of its own yet. Begin with the user namespace: the others need its root.',
    );
  const shared = wanted.filter((type) => !found.own.includes(type));
  return shared.length > 0
    ? msg('Process {0} shares these namespaces with the editor: {1}.', found.process.pid, shared.join(', '))
    : msg(
        'Process {0} has its own namespaces, but still sees this machine’s root folder.',
        found.process.pid,
      );
}

function boxed({ readings }: CourseFacts): BoxedProcess | undefined {
  // The first line is the exit code.
  return mostBoxed(parseProcesses((readings['here'] ?? '').replace(/^.*\n/, '')), wanted);
}
