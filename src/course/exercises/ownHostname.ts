import { msg } from '../../message';
import type { Exercise } from '../exercise';
import { running, runLab } from '../lab';

const name = 'unboxed-uts';
const before = 'harbour';

/** Chapter 4 (d): the UTS namespace holds the host name. */
export const ownHostname: Exercise = {
  id: 'ownHostname',
  title: msg('A host name of its own'),
  goal: msg('Change the host name of “{0}” while it runs, and of nothing else.', name),
  steps: [
    msg('Start the exercise: the container “{0}” runs under the host name “{1}”.', name, before),
    msg('Give it another host name from inside, with the command `hostname`.'),
  ],
  // sethostname(2) asks for CAP_SYS_ADMIN, which a container has not got by default.
  lab: (lab) => [
    runLab('ownHostname', name, lab, { extra: ['--hostname', before, '--cap-add', 'SYS_ADMIN'] }),
  ],
  rights: msg(
    'The lab “{0}” gets the capability SYS_ADMIN, since changing a host name asks for it; the seccomp filter stays. Run only the commands of the exercise in it.',
    name,
  ),
  probes: [{ key: 'hostname', container: name, command: ['hostname'] }],
  check: (facts) => {
    const now = facts.readings['hostname']?.trim();
    return running(facts, name) !== undefined && now !== undefined && now !== '' && now !== before;
  },
  hints: (facts) => {
    if (ownHostname.check(facts)) return [];
    if (!running(facts, name))
      return [msg('The container of this exercise does not run yet: start the exercise.')];
    return [
      msg(
        'The host name in “{0}” is still “{1}”. Run `hostname` with a new name inside the container, not on your machine.',
        name,
        before,
      ),
    ];
  },
  solution: () => [`docker exec ${name} hostname boat`, `docker exec ${name} hostname`],
  explanation: [
    msg(
      'The host name belongs to the UTS namespace. The container has one of its own, so the machine’s name did not change.',
    ),
    msg(
      'The namespace says what a process sees; whether it may change it is a permission, here the capability SYS_ADMIN. This lab was given it, a container usually is not.',
    ),
  ],
};
