import { msg } from '../../message';
import type { Exercise } from '../exercise';
import { running, runLab } from '../lab';

const name = 'unboxed-service';

/** Chapter 5: a service without a limit gets one. */
export const repairService: Exercise = {
  id: 'repairService',
  title: msg('Repair a service'),
  goal: msg('Give “{0}”, which runs without a process limit of its own, one of at most 100.', name),
  steps: [
    msg(
      'Start the exercise: the container “{0}” runs without a process limit of its own. Where the engine leaves cgroups to systemd, the kernel’s file shows systemd’s default then, thousands; elsewhere it says “max”.',
      name,
    ),
    msg('Limit it while it runs. The option of `docker update` has the same name as that of `docker run`.'),
  ],
  lab: (lab) => [runLab('repairService', name, lab, { pids: false })],
  probes: [
    {
      key: 'pids.max',
      container: name,
      command: ['sh', '-c', 'cat /sys/fs/cgroup/pids.max 2>/dev/null || cat /sys/fs/cgroup/pids/pids.max'],
    },
  ],
  check: (facts) => {
    const limit = Number(facts.readings['pids.max'] ?? 'max');
    return running(facts, name) !== undefined && limit > 0 && limit <= 100;
  },
  hints: (facts) => {
    if (!running(facts, name))
      return [msg('The container of this exercise does not run yet: start the exercise.')];
    if (repairService.check(facts)) return [];
    const text = facts.readings['pids.max']?.trim() ?? '?';
    return [
      text === 'max'
        ? msg('The kernel’s file pids.max of “{0}” still says “max”: no limit.', name)
        : msg('The kernel’s file pids.max of “{0}” says {1}. At most 100 is asked for.', name, text),
    ];
  },
  solution: () => [`docker update --pids-limit 100 ${name}`],
  explanation: [
    msg(
      'In a compose file the same limit is written `pids_limit: 100`. Unboxed’s linter names the services that have none.',
    ),
  ],
};
