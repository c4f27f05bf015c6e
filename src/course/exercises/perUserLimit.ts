import { msg, type Message } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { tryOut } from '../lab';

const wanted = 10;
/** A user that hardly any machine has: the limit counts the processes that the user has elsewhere too. */
const user = 47_813;
/** Ten sleeps at once; the shell gives up at the first fork that is refused. */
const script = `i=0; while [ $i -lt ${wanted} ]; do sleep 2 & i=$((i+1)); echo "started $i"; done`;
const ways: readonly { readonly id: string; readonly label: Message; readonly options: readonly string[] }[] =
  [
    { id: 'root', label: msg('--ulimit nproc=3, as root'), options: ['--ulimit', 'nproc=3'] },
    {
      id: 'user',
      label: msg('--ulimit nproc=3, as user {0}', user),
      options: ['--ulimit', 'nproc=3', '--user', String(user)],
    },
    { id: 'cgroup', label: msg('--pids-limit 5, as root'), options: ['--pids-limit', '5'] },
  ];

/** Chapter 5: the course's remedy, measured with sleeps instead of a bomb. */
export const perUserLimit: Exercise = {
  id: 'perUserLimit',
  title: msg('A limit per user is not a limit per container'),
  goal: msg('Start ten processes in three containers with three kinds of limit, and compare.'),
  steps: [
    msg(
      'The course limits the bomb with `--ulimit nproc=3`. Guess for each of the three how many of ten `sleep` will start, then run them.',
    ),
  ],
  trials: (lab) =>
    ways.map(({ id, label, options }) => ({
      id: `nproc.${id}`,
      label,
      docker: tryOut(
        'perUserLimit',
        lab,
        ['--memory', '64m', '--network', 'none', ...options],
        ['sh', '-c', script],
      ),
      times: 1,
    })),
  chart: (facts) =>
    ways.flatMap(({ id, label }) => {
      const count = started(facts, id);
      return count === undefined ? [] : [{ label, values: [count], unit: msg('/ 10') }];
    }),
  check: (facts) => ways.every(({ id }) => started(facts, id) !== undefined),
  hints: (facts) => (perUserLimit.check(facts) ? [] : [msg('Not all three have run yet: press *Run*.')]),
  explanation: [
    msg(
      '`nproc` (RLIMIT_NPROC) counts the processes of a user ID on the whole machine, in containers and outside of them, and does not bind the machine’s root. (On a rootless engine root in a container is an ordinary user of the machine, and is bound.) `--pids-limit` counts the processes of this container’s cgroup, root’s too.',
    ),
  ],
  errata: [
    {
      course: msg('`docker run --ulimit nproc=3` protects the machine from the fork bomb.'),
      today: msg(
        'It does not on an engine that runs as root: the course’s process is root then, whom that limit does not bind. Use `--pids-limit`.',
      ),
      source: 'https://man7.org/linux/man-pages/man2/getrlimit.2.html',
    },
  ],
};

function started({ results }: CourseFacts, id: string): number | undefined {
  const run = results.filter(({ trial }) => trial === `nproc.${id}`).at(-1);
  return run && [...run.output.matchAll(/^started \d+/gm)].length;
}
