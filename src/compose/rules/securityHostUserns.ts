import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { hostNamespace } from '../facts/hostNamespace';
import type { Rule } from '../rule';

export const securityHostUserns: Rule = {
  id: 'security-host-userns',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('`userns_mode: host` switches the remapping of user ids off for this service.'),
    why: msg(
      'On an engine that remaps user ids, root of a container is an ordinary user outside. This service asks for the contrary.',
    ),
    risk: msg('Whoever leaves the container does it as the real root of the machine.'),
    kernelFact: msg(
      '/proc/PID/ns/user is then 4026531837, the initial user namespace, and /proc/PID/uid_map says `0 0 4294967295`.',
    ),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    userns_mode: host
`,
    ],
  },
  checkService(service, { report }) {
    const value = hostNamespace(service, 'userns_mode');
    if (!value) return;
    report({
      place: placeOf(value),
      message: msg(
        '`{0}` switches the remapping of user ids off: its root is the machine’s root.',
        service.name,
      ),
    });
  },
};
