import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { runLab, running, tryOut } from '../lab';
import { allRight, quizHints, type Question } from '../question';

const name = 'unboxed-chain';

/** A process of the engine's host, as a container with `--pid host` sees it. */
interface HostProcess {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

/** Chapter 7: from dockerd down to the process, on the learner's own machine. */
export const whoStartsWhom: Exercise = {
  id: 'whoStartsWhom',
  title: msg('Who starts whom?'),
  goal: msg('Find the parent of a container’s process 1, and see what became of runc.'),
  steps: [
    msg('Start the exercise: the container “{0}” runs.', name),
    msg('Look at the processes of the engine’s machine: a second container with `--pid host` lists them.'),
    msg('Follow the parents of `sleep` upwards, then answer.'),
  ],
  lab: (lab) => [runLab('whoStartsWhom', name, lab)],
  trials: (lab) => [
    {
      id: 'processes',
      label: msg('List the processes of the engine’s machine'),
      docker: tryOut(
        'whoStartsWhom',
        lab,
        ['--pid', 'host', '--network', 'none'],
        [
          'sh',
          '-c',
          // comm may hold blanks and parentheses: it ends at the last “)”.
          'for d in /proc/[0-9]*; do read -r line < $d/stat && echo "$line"; done 2>/dev/null',
        ],
      ),
      times: 1,
    },
  ],
  questions,
  check: (facts) => allRight(questions(facts), facts),
  hints: (facts) => {
    if (!running(facts, name))
      return [msg('The container of this exercise does not run yet: start the exercise.')];
    if (questions(facts).length === 0)
      return [msg('List the processes of the engine’s machine first: press *Run*.')];
    return quizHints(questions(facts), facts);
  },
  solution: ({ image }) => [
    `docker inspect --format '{{.State.Pid}}' ${name}`,
    `docker run --rm --pid host ${image} ps -o pid,ppid,comm`,
  ],
  explanation: [
    msg(
      'dockerd and containerd are not ancestors of the container: the shim is, and it was handed to process 1 of the machine. So containers need not end with the engine; Docker makes use of it when `live-restore` is set, else it stops them itself.',
    ),
    msg('runc made the namespaces and the cgroup, started the process and ended, before you looked.'),
  ],
  errata: [
    {
      course: msg('Docker left LXC “progressively”.'),
      today: msg('Its own library became the default in 0.9 (March 2014), and LXC was removed in 1.10.'),
      source: 'https://docs.docker.com/engine/release-notes/prior-releases/',
    },
  ],
};

function questions(facts: CourseFacts): Question[] {
  const table = processes(facts);
  const own = table.find(({ pid }) => pid === running(facts, name)?.details?.hostPid);
  const parent = table.find(({ pid }) => pid === own?.parent);
  if (!own || !parent) return [];
  const look = msg(
    '`docker run --rm --pid host busybox ps -o pid,ppid,comm` lists the processes of the engine’s machine: look for {0}.',
    own.pid,
  );
  const runc = table.filter((process) => process.name === 'runc' || process.name === 'crun').length;
  const because = msg(
    'Process {0} has parent {1}, and that one is called “{2}”.',
    own.pid,
    parent.pid,
    parent.name,
  );
  return [
    {
      id: 'whoStartsWhom.parent',
      text: msg('Which program is the parent of process {0}, the container’s process 1?', own.pid),
      look,
      choices: [
        { id: 'dockerd', text: msg('dockerd'), right: false, because },
        { id: 'runc', text: msg('runc'), right: false, because },
        { id: 'parent', text: msg('{0}', parent.name), right: true, because: msg('Right.') },
      ],
    },
    {
      id: 'whoStartsWhom.runc',
      text: msg('And where is runc now?'),
      look,
      choices: [
        {
          id: 'gone',
          text: msg('It has ended'),
          right: true,
          because: msg('Right: {0} processes of that name are left.', runc),
        },
        {
          id: 'inside',
          text: msg('In the container, hidden'),
          right: false,
          because: msg(
            'The container has exactly the processes that you see, and the list holds no runc of it.',
          ),
        },
        {
          id: 'beside',
          text: msg('It watches the container'),
          right: false,
          because: msg('The shim does that: {0}.', parent.name),
        },
      ],
    },
  ];
}

function processes({ results }: CourseFacts): HostProcess[] {
  const lines =
    results
      .filter(({ trial }) => trial === 'processes')
      .at(-1)
      ?.output.split('\n') ?? [];
  return lines.flatMap((line) => {
    const match = /^(\d+) \((.*)\) \S (\d+) /.exec(line);
    return match ? [{ pid: Number(match[1]), name: match[2] ?? '', parent: Number(match[3]) }] : [];
  });
}
