import { msg } from '../../message';
import { isWhole } from '../facts/isWhole';
import type { Rule } from '../rule';

export const securityUserMissing: Rule = {
  id: 'security-user-missing',
  family: 'security',
  severities: { learn: 'off', recommended: 'off', strict: 'info' },
  explanation: {
    what: msg(
      'The service does not say as whom it runs: the image decides, and most images decide for root.',
    ),
    why: msg('Written in the file, `user: "1000:1000"` holds whatever the next version of the image does.'),
    risk: msg('An intruder in a root process writes to every mounted directory as root.'),
    kernelFact: msg(
      'User ids are numbers to the kernel; without a user namespace of its own the container has the same ones as the host.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    user: "1000"
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
`,
    ],
  },
  checkService(service, { report }) {
    if (!isWhole(service) || service.has('user')) return;
    report({
      place: service.namePlace,
      message: msg('`{0}` leaves its user to the image, which is mostly root. Write `user`.', service.name),
    });
  },
};
