import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { hostNamespace } from '../facts/hostNamespace';
import type { Rule } from '../rule';

export const securityHostPid: Rule = {
  id: 'security-host-pid',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('`pid: host` puts the service in the PID namespace of the host.'),
    why: msg(
      'The service sees every process of the machine, with its command line and, with enough rights, its environment and memory.',
    ),
    risk: msg(
      'Passwords on command lines are read, other processes are killed, and through /proc/1/root a root process with SYS_PTRACE walks the host’s files.',
    ),
    kernelFact: msg(
      '/proc/PID/ns/pid is then 4026531836, the initial PID namespace on an ordinary host, and the service’s first process is not PID 1.',
    ),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    pid: service:app
  app:
    image: example.org/app:1
`,
    ],
    bad: [
      `services:
  agent:
    image: example.org/agent:1
    pid: "host"
`,
    ],
  },
  checkService(service, { report }) {
    const value = hostNamespace(service, 'pid');
    if (!value) return;
    report({
      place: placeOf(value),
      message: msg(
        '`{0}` lives in the PID namespace of the host: it sees every process of the machine.',
        service.name,
      ),
    });
  },
};
