import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { hostNamespace } from '../facts/hostNamespace';
import type { Rule } from '../rule';

export const securityHostCgroup: Rule = {
  id: 'security-host-cgroup',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('`cgroup: host` puts the service in the cgroup namespace of the host.'),
    why: msg(
      'The service sees the paths of the whole cgroup tree instead of only its own part, which it sees as /.',
    ),
    risk: msg(
      'The names of the other containers leak; with a writable /sys/fs/cgroup, the limits of other containers can be raised or set to zero.',
    ),
    kernelFact: msg(
      'In a private cgroup namespace /proc/self/cgroup says `0::/`; in the host’s it shows the full path, such as /system.slice/docker-ID.scope. Private is the default on cgroup v2 only.',
    ),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    cgroup: private
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    cgroup: host
`,
    ],
  },
  checkService(service, { report }) {
    const value = hostNamespace(service, 'cgroup');
    if (!value) return;
    report({
      place: placeOf(value),
      message: msg(
        '`{0}` lives in the cgroup namespace of the host: it sees the control groups of all others.',
        service.name,
      ),
    });
  },
};
