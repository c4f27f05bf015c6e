import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { hostNamespace } from '../facts/hostNamespace';
import type { Rule } from '../rule';

export const securityHostIpc: Rule = {
  id: 'security-host-ipc',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('`ipc: host` puts the service in the IPC namespace of the host.'),
    why: msg(
      'System V shared memory, semaphores, POSIX message queues and /dev/shm become common with every process of the machine. A larger /dev/shm is what `shm_size` is for.',
    ),
    risk: msg(
      'An intruder reads or corrupts the shared memory of a database or of a browser that runs on the host.',
    ),
    kernelFact: msg('/proc/PID/ns/ipc is then the initial IPC namespace, 4026531839 on an ordinary host.'),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    ipc: private
    shm_size: 256m
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    ipc: host
`,
    ],
  },
  checkService(service, { report }) {
    const value = hostNamespace(service, 'ipc');
    if (!value) return;
    report({
      place: placeOf(value),
      message: msg(
        '`{0}` lives in the IPC namespace of the host: it shares memory with every process of the machine. For more of it, write `shm_size`.',
        service.name,
      ),
    });
  },
};
