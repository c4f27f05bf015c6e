import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { tryOut } from '../lab';

const limit = 32;

/**
 * Runs in the lab's container. It reads the kernel's own file first and goes no further when the limit did not
 * take effect. Its clock is made of `sleep`s that are started before the bomb, since no process can be started
 * later; any `sh` can wait for them. After eight seconds process 1 ends, and the kernel ends all the others with
 * it. The bomb's processes wait at a pipe without using a processor; a few are woken each second to fork again.
 */
const script = `
dir=/sys/fs/cgroup; [ -f $dir/pids.max ] || dir=$dir/pids
read max < $dir/pids.max
echo "limit $max"
case $max in max|'') exit 3;; esac
[ "$max" -le 64 ] || exit 3
mkfifo /rest || exit 4
clock=
for second in 1 2 3 4 5 6 7 8; do sleep $second & clock="$clock $!"; done
sh -c 'bomb() { while :; do bomb | bomb & read x <> /rest; done; }; bomb' 2>/dev/null &
for tick in $clock; do
  read now < $dir/pids.current
  read word refused < $dir/pids.events
  echo "pids $now $refused"
  wait $tick
  printf '\\n\\n\\n\\n\\n\\n\\n\\n' 1<> /rest
done
exit 0
`;

/** One second of the bomb, as the lab's container told it. */
interface BombSample {
  /** Since the start of the run. */
  readonly second: number;
  readonly processes: number;
  readonly refused: number;
}

/** Chapter 5: the fork bomb, where it can do no harm. */
export const forkBomb: Exercise = {
  id: 'forkBomb',
  title: msg('The fork bomb, behind a limit'),
  goal: msg(
    'Let a fork bomb run in a container that may have {0} processes, and see the kernel refuse the next ones.',
    limit,
  ),
  steps: [
    msg(
      'The lab has a process limit, a memory limit, no network, and ends by itself after eight seconds. It reads the limit from the kernel’s file first and does nothing without it.',
    ),
    msg(
      'Run it, and watch three curves: the processes, the forks that the kernel refuses (a fork is how one process creates another), and how fast the engine still answers.',
    ),
    msg(
      'Never try this outside such a container: without a limit of its own it takes as many processes as the machine can have, or as systemd leaves to a container by default: thousands.',
    ),
  ],
  trials: (lab) => [
    {
      id: 'bomb',
      label: msg('The bomb'),
      docker: tryOut(
        'forkBomb',
        lab,
        [
          '--name',
          'unboxed-bomb',
          '--pids-limit',
          String(limit),
          '--memory',
          '64m',
          '--network',
          'none',
          '--cpus',
          '0.5',
        ],
        ['sh', '-c', script],
      ),
      times: 1,
    },
  ],
  curves: (facts) => {
    const seconds = samples(facts);
    if (seconds.length === 0) return [];
    return [
      {
        label: msg('Processes in the container (pids.current)'),
        points: seconds.map(({ second, processes }) => ({ second, value: processes })),
        limit: { value: limit, label: msg('limit: {0} (pids.max)', limit) },
      },
      {
        label: msg('Forks refused so far (pids.events)'),
        points: seconds.map(({ second, refused }) => ({ second, value: refused })),
      },
      {
        label: msg('Time that the engine takes to answer'),
        unit: msg('ms'),
        points: (last(facts)?.answers ?? []).map(({ second, milliseconds }) => ({
          second,
          value: Math.round(milliseconds),
        })),
        atLeast: 100,
      },
    ];
  },
  check: (facts) => {
    const seconds = samples(facts);
    // Its processes come in pairs, so the last few places stay free when a pair no longer fits.
    const full = seconds.some(({ processes }) => processes > limit / 2);
    return (
      full &&
      (seconds.at(-1)?.refused ?? 0) > 0 &&
      last(facts)?.exitCode === 0 &&
      leftOver(facts).length === 0
    );
  },
  hints: (facts) => {
    const run = last(facts);
    if (forkBomb.check(facts)) return [];
    if (!run) return [msg('Nothing has run yet: press *Run*.')];
    if (run.exitCode === 3)
      return [
        msg(
          'The lab refused to start: the limit did not reach the kernel’s file. Its own words: {0}',
          run.output.trim(),
        ),
      ];
    if (leftOver(facts).length > 0)
      return [msg('The lab is still there. Wait for its end, or reset the exercise.')];
    return [
      msg(
        'The run ended with code {0} before the limit was reached: {1}',
        run.exitCode,
        run.output.trim().slice(-200),
      ),
    ];
  },
  explanation: [
    msg(
      'The cgroup’s file pids.max holds the limit. Each fork is counted against it, whoever asks, root too; when it is full, fork fails with “Resource temporarily unavailable”.',
    ),
    msg(
      'A shell of the bomb whose fork is refused gives up, and another one takes its place at once: so the number stays near the limit, and the refused forks grow.',
    ),
    msg(
      'Processes outside the container were not affected. Isolation alone would not have done it: namespaces hide processes, they don’t count them.',
    ),
  ],
};

function last({ results }: CourseFacts) {
  return results.filter(({ trial }) => trial === 'bomb').at(-1);
}

function leftOver({ containers }: CourseFacts) {
  return containers.filter(({ name }) => name === 'unboxed-bomb');
}

/** What the last run showed so far. */
function samples(facts: CourseFacts): BombSample[] {
  const run = last(facts);
  return (run?.output.split('\n') ?? []).flatMap((line, index) => {
    const match = /^pids (\d+) (\d+)$/.exec(line.trim());
    const second = run?.lineTimes[index] ?? index;
    return match ? [{ second, processes: Number(match[1]), refused: Number(match[2]) }] : [];
  });
}
