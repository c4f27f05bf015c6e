import { msg } from '../../message';
import type { Service } from '../composeModel';
import { awaitedToEnd, looksLikeJob } from '../facts/endsByItself';
import { isWhole } from '../facts/isWhole';
import { servicesWith } from '../facts/servicesWith';
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
    chapter: 'infrastructureAsCode',
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
  checkFile({ keep, model, report }) {
    const ending = awaitedToEnd(model, keep);
    for (const service of servicesWith('healthcheck missing', model, keep, hasNone)) {
      if (!hasNone(service) || ending.has(service.name)) continue;
      report({
        place: service.namePlace,
        message: msg('`{0}` has no healthcheck: nobody notices when it hangs.', service.name),
      });
    }
  },
};

const hasNone = (service: Service): boolean =>
  isWhole(service) && !service.has('healthcheck') && !looksLikeJob(service);
