import { msg } from '../../message';
import type { Rule } from '../rule';
import { isTrue, placeOf } from '../yamlNodes';

export const securityPrivileged: Rule = {
  id: 'security-privileged',
  family: 'security',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('`privileged: true` takes nearly all the walls of the container away.'),
    why: msg(
      'The processes get every capability, every device of the machine, and neither seccomp nor AppArmor watches them. What stays are the namespaces, which root with all capabilities can leave.',
    ),
    risk: msg(
      'Whoever takes over the program in this container mounts the machine’s disk and owns the machine.',
    ),
    kernelFact: msg(
      'CapEff in /proc/PID/status shows all bits set, Seccomp shows 0, and the devices cgroup lets everything through.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      'services:\n  web:\n    image: nginx:1.27\n    cap_add: [NET_BIND_SERVICE]\n',
      'services:\n  web:\n    image: nginx:1.27\n    privileged: false\n',
    ],
    bad: ['services:\n  web:\n    image: nginx:1.27\n    privileged: true\n'],
  },
  checkService(service, { report }) {
    const pair = service.pair('privileged');
    if (!pair || !isTrue(pair.value)) return;
    report({
      place: placeOf(pair.value),
      message: msg(
        '`{0}` runs privileged: its processes have all rights on this machine. Name the capabilities or devices that it needs instead.',
        service.name,
      ),
    });
  },
};
