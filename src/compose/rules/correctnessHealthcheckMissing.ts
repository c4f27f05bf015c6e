import { msg } from '../../message';
import { isWhole } from '../facts/isWhole';
import type { Rule } from '../rule';

export const correctnessHealthcheckMissing: Rule = {
  id: 'correctness-healthcheck-missing',
  family: 'correctness',
  severities: { learn: 'off', recommended: 'off', strict: 'info' },
  explanation: {
    what: msg('The service has no healthcheck in the file.'),
    why: msg('“Running” means that the first process lives, not that it answers.'),
    risk: msg(
      'A service that hangs stays “running” for days; those that depend on it start before it is ready.',
    ),
    kernelFact: msg(
      'The engine only sees its child exit (wait(2)); a process that sleeps for ever is alive to the kernel.',
    ),
    chapter: 11,
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    healthcheck:
      test: [CMD, curl, -f, http://localhost/]
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
    if (!isWhole(service) || service.has('healthcheck')) return;
    report({
      place: service.namePlace,
      message: msg('`{0}` has no healthcheck: nobody notices when it hangs.', service.name),
    });
  },
};
