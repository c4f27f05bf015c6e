import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { tryOut } from '../lab';
import { howFar } from '../transferRuns';

const runs = 7;

/** Chapter 8: how long a container takes from the command to its end. */
export const startTime: Exercise = {
  id: 'startTime',
  title: msg('How fast does a container start?'),
  goal: msg('Run the same empty container {0} times, and read the times.', runs),
  steps: [
    msg(
      'Guess first: seconds, tenths, hundredths? Each run goes from the command to the end of a process that does nothing.',
    ),
  ],
  trials: (lab) => [
    {
      id: 'start',
      label: msg('docker run … true'),
      docker: tryOut('startTime', lab, ['--network', 'none'], ['true']),
      times: runs,
    },
    {
      id: 'start.network',
      label: msg('the same, on a bridge network'),
      docker: tryOut('startTime', lab, [], ['true']),
      times: runs,
    },
  ],
  claim: msg('Containers run almost as fast as bare processes, and are light enough to be multiplied.'),
  chart: (facts) =>
    (['start', 'start.network'] as const).flatMap((trial) => {
      const values = seconds(facts, trial);
      const label = trial === 'start' ? msg('docker run … true') : msg('the same, on a bridge network');
      return values.length > 0 ? [{ label, values, unit: msg('s') }] : [];
    }),
  check: (facts) => seconds(facts, 'start').length >= runs && seconds(facts, 'start.network').length >= runs,
  hints: (facts) =>
    startTime.check(facts)
      ? []
      : failures(facts) > 0
        ? [msg('Failed runs: {0}. Only those that ended with code 0 count.', failures(facts))]
        : [howFar(seconds(facts, 'start').length + seconds(facts, 'start.network').length, 2 * runs)],
  explanation: [
    msg(
      'No system boots here: the time goes into the namespaces, the cgroup, the file system and, on a network, the virtual cable.',
    ),
    msg(
      'A virtual machine has to boot a kernel and its services first: usually seconds, to tens of seconds. Compare with the spread above, not with the best run.',
    ),
  ],
};

function seconds({ results }: CourseFacts, trial: string): number[] {
  return results.filter((run) => run.trial === trial && run.exitCode === 0).map((run) => run.seconds);
}

function failures({ results }: CourseFacts): number {
  return results.filter((run) => run.trial.startsWith('start') && run.exitCode !== 0).length;
}
