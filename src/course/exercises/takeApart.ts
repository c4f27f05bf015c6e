import { msg } from '../../message';
import { courseLabel, type Exercise } from '../exercise';
import type { CourseFacts, ObservedContainer } from '../facts';
import { learnersOwn, runLab } from '../lab';
import { allRight, quizHints, type Choice, type Question } from '../question';

const name = 'unboxed-apart';

/** Chapter 6: a container taken apart, by questions about what is really there; then one of the learner's own. */
export const takeApart: Exercise = {
  id: 'takeApart',
  title: msg('Take a container apart'),
  goal: msg('Answer questions on the lab’s container: processes, namespaces, limit, permissions.'),
  steps: [
    msg('Start the exercise. Look at the container in the Containers view, and with *Inspect Namespaces*.'),
    msg('The answers are computed from that container as it is now.'),
    msg('If a container of your own runs, there are questions about it as well.'),
  ],
  ownContainers: true,
  lab: (lab) => [runLab('takeApart', name, lab)],
  probes: [{ key: 'status', container: name, command: ['cat', '/proc/1/status', '/proc/1/uid_map'] }],
  questions,
  check: (facts) => allRight(questions(facts), facts),
  hints: (facts) =>
    questions(facts).length === 0
      ? [msg('The container of this exercise does not run yet: start the exercise.')]
      : quizHints(questions(facts), facts),
  explanation: [
    msg(
      'A group of processes, plus a set of permissions: that is all that was there. There is no “container” in the kernel.',
    ),
  ],
  action: {
    command: 'unboxed.inspectNamespaces',
    label: msg('Inspect Namespaces'),
    args: [{ container: name }],
  },
};

function questions(facts: CourseFacts): Question[] {
  const container = facts.containers.find((candidate) => candidate.name === name && candidate.details);
  const details = container?.details;
  if (!container || !details) return [];
  return [
    processes('takeApart.processes', container),
    ...userNamespace(facts.readings['status']),
    memory(container),
    ...seccomp(facts.readings['status']),
    ...capabilities(facts.readings['status']),
    ...learnersContainer(facts),
  ];
}

/** About the newest container that no exercise made, where there is one. */
function learnersContainer(facts: CourseFacts): Question[] {
  const own = learnersOwn(facts, [name]).find(
    ({ details, labels }) => details && labels[courseLabel] === undefined,
  );
  return own ? [processes('takeApart.ownProcesses', own), ownMemory(own)] : [];
}

function processes(id: string, { name: of, details }: ObservedContainer): Question {
  const count = details?.processes.length ?? 0;
  const because = msg('It has {0}: look at *Processes* in the Containers view, or at `docker top`.', count);
  return {
    id,
    text: msg('How many processes make up “{0}”?', of),
    look: msg('*Processes* of “{0}” in the Containers view shows them, or `docker top {0}`.', of),
    choices: [
      plain('more', msg('{0}', count + 2), because),
      right('count', msg('{0}', count)),
      plain('none', msg('None: it is a machine of its own'), because),
    ],
  };
}

/** Whose user namespace it is, by the map of its ids: 0 0 4294967295 is that of the machine (user_namespaces(7)). */
function userNamespace(status: string | undefined): Question[] {
  const map = /^ +\d+ +\d+ +\d+$/m
    .exec(status ?? '')?.[0]
    .trim()
    .replace(/ +/g, ' ');
  if (map === undefined) return [];
  const shared = map === '0 0 4294967295';
  const because = msg(
    '/proc/1/uid_map says “{0}”. “0 0 4294967295” is the map of the machine itself; another one means a user namespace.',
    map,
  );
  const machine = msg('Root of the machine, held back by capabilities and seccomp');
  const user = msg('An ordinary user of the machine: it has a user namespace of its own');
  return [
    {
      id: 'takeApart.user',
      text: msg('Its process 1 is root. What is that root outside of the container?'),
      look: msg('`docker exec {0} cat /proc/1/uid_map` shows how its user IDs are mapped.', name),
      choices: [
        shared ? right('shared', machine) : plain('shared', machine, because),
        shared ? plain('own', user, because) : right('own', user),
        plain('nobody', msg('Nobody: the machine does not know its process'), because),
      ],
    },
  ];
}

const limitLook = msg('*Limits* of the container in the Containers view shows it.');

function memory({ details }: ObservedContainer): Question {
  const limit = details?.memory ?? 0;
  const mebibytes = Math.round(limit / 2 ** 20);
  const because = msg('Its cgroup allows {0} MiB: see *Limits* in the Containers view.', mebibytes);
  return {
    id: 'takeApart.memory',
    text: msg('How much memory may it use?'),
    look: limitLook,
    choices: [
      plain('all', msg('All that the machine has'), because),
      right('limit', msg('{0} MiB', mebibytes)),
      plain('image', msg('As much as the size of its image'), because),
    ],
  };
}

function ownMemory({ name: of, details }: ObservedContainer): Question {
  const mebibytes = Math.round((details?.memory ?? 0) / 2 ** 20);
  const all = msg('All that the machine has');
  const image = msg('As much as the size of its image');
  const text = msg('How much memory may “{0}” use?', of);
  if (mebibytes === 0) {
    const because = msg('It was started without a limit: see *Limits* in the Containers view.');
    return {
      id: 'takeApart.ownMemory',
      text,
      look: limitLook,
      choices: [
        right('all', all),
        plain('image', image, because),
        plain('nothing', msg('None before it asks'), because),
      ],
    };
  }
  const because = msg('Its cgroup allows {0} MiB: see *Limits* in the Containers view.', mebibytes);
  return {
    id: 'takeApart.ownMemory',
    text,
    look: limitLook,
    choices: [
      plain('all', all, because),
      right('limit', msg('{0} MiB', mebibytes)),
      plain('image', image, because),
    ],
  };
}

function statusLook(line: string) {
  return msg('`docker exec {0} cat /proc/1/status` shows it, in the line {1}.', name, line);
}

function seccomp(status: string | undefined): Question[] {
  const mode = /^Seccomp:\s*(\d)/m.exec(status ?? '')?.[1];
  if (mode === undefined) return [];
  const filtered = mode === '2';
  const because = msg(
    '/proc/1/status says “Seccomp: {0}”. 2 means that a filter decides, 0 that there is none.',
    mode,
  );
  return [
    {
      id: 'takeApart.seccomp',
      text: msg('Can its process 1 make any system call of the kernel?'),
      look: statusLook('Seccomp'),
      choices: [
        filtered ? plain('all', msg('Yes, all'), because) : right('all', msg('Yes, all')),
        filtered
          ? right('filter', msg('No: a seccomp filter refuses some'))
          : plain('filter', msg('No: a seccomp filter refuses some'), because),
        plain('none', msg('It makes none'), because),
      ],
    },
  ];
}

function capabilities(status: string | undefined): Question[] {
  const mask = /^CapEff:\s*([0-9a-f]+)/m.exec(status ?? '')?.[1];
  if (mask === undefined) return [];
  const count = BigInt(`0x${mask}`).toString(2).replaceAll('0', '').length;
  const because = msg('CapEff in /proc/1/status is {0}: {1} bits are set.', mask, count);
  return [
    {
      id: 'takeApart.capabilities',
      text: msg('Its process 1 is root. How many of root’s capabilities does it have?'),
      look: statusLook('CapEff'),
      choices: [
        plain('all', msg('All of them (41 today)'), because),
        right('count', msg('{0}', count)),
        plain('none', msg('None'), because),
      ],
    },
  ];
}

function plain(id: string, text: Choice['text'], because: Choice['because']): Choice {
  return { id, text, right: false, because };
}

function right(id: string, text: Choice['text']): Choice {
  return { id, text, right: true, because: msg('Right.') };
}
