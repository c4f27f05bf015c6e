import { msg } from '../../message';
import { withDefaults } from '../withDefaults';
import { placeOf, textOf } from '../yamlNodes';
import type { Rule } from '../rule';

export const securityRootUser: Rule = {
  id: 'security-root-user',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('The service asks to run as root (`user: root` or `user: 0`).'),
    why: msg(
      'Root in the container is the same user id 0 as outside, held back only by the capabilities that were taken away and by the filters.',
    ),
    risk: msg(
      'Every file of a mounted directory that root may change on the host, an intruder may change too; and a way out of the container leads straight to root.',
    ),
    kernelFact: msg(
      'Without a user namespace of its own, /proc/PID/uid_map says `0 0 4294967295`: id 0 inside is id 0 outside.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    user: "1000:1000"
`,
      `services:
  web:
    image: nginx:1.27
    user: "\${UID}:\${GID}"
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    user: root
`,
      `services:
  web:
    image: nginx:1.27
    user: "0:1000"
`,
    ],
  },
  checkService(service, { report }) {
    const value = service.get('user');
    const user = value && withDefaults(textOf(value) ?? '', service.variablesOf(value));
    if (!value || user === undefined || !/^(?:root|0+)(?::|$)/.test(user)) return;
    report({
      place: placeOf(value),
      message: msg('`{0}` runs as root: user id 0 inside is user id 0 of the machine.', service.name),
    });
  },
};
