import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { tryOut } from '../lab';

const limit = 32;

/**
 * Runs in the lab's container. It reads the kernel's own file first and goes no further when the limit did not
 * take effect. The sampling loop starts no process, so it works while every fork is refused; when it ends after
 * eight seconds, process 1 ends, and the kernel ends all the others with it. `read` from a pipe that nobody
 * writes to is how the bomb's processes wait without using a processor.
 */
const script = `
dir=/sys/fs/cgroup; [ -f $dir/pids.max ] || dir=$dir/pids
read max < $dir/pids.max
echo "limit $max"
case $max in max|'') exit 3;; esac
[ "$max" -le 64 ] || exit 3
mkfifo /clock /rest || exit 4
sh -c 'bomb() { bomb | bomb & read x <> /rest; }; bomb' 2>/dev/null &
i=0
while [ $i -lt 8 ]; do
  read now < $dir/pids.current
  read word refused < $dir/pids.events
  echo "pids $now $refused"
  read -t 1 x <> /clock
  i=$((i+1))
done
exit 0
`;

/** One second of the bomb, as the lab's container told it. */
export interface BombSample {
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
    msg('Run it, and watch the number of processes and the refused ones.'),
    msg('Never try this outside such a container: without a limit it blocks the whole machine.'),
  ],
  trials: ({ image }) => [
    {
      id: 'bomb',
      label: msg('The bomb'),
      docker: tryOut(
        'forkBomb',
        image,
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
  chart: (facts) => {
    const seconds = samples(facts);
    return seconds.length === 0
      ? []
      : [
          {
            label: msg('Processes, second by second (limit: {0})', limit),
            values: seconds.map(({ processes }) => processes),
            unit: '',
            limit,
          },
          { label: msg('Refused forks'), values: [seconds.at(-1)?.refused ?? 0], unit: '' },
          {
            label: msg('Slowest answer of the engine meanwhile'),
            values: [last(facts)?.slowestAnswer ?? 0],
            unit: 'ms',
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
    if (!run) return [msg('Nothing ran yet.')];
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
      'Processes outside the container were not concerned. Isolation alone would not have done it: namespaces hide processes, they don’t count them.',
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
export function samples(facts: CourseFacts): BombSample[] {
  const lines = last(facts)?.output.split('\n') ?? [];
  return lines.flatMap((line) => {
    const match = /^pids (\d+) (\d+)$/.exec(line.trim());
    return match ? [{ processes: Number(match[1]), refused: Number(match[2]) }] : [];
  });
}
