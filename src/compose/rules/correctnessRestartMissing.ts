import { msg } from '../../message';
import { insertKey } from '../mapEdits';
import { awaitedToEnd, looksLikeJob } from '../facts/endsByItself';
import { isWhole } from '../facts/isWhole';
import type { Service } from '../composeModel';
import { servicesWith } from '../facts/servicesWith';
import { fix, type Rule } from '../rule';

export const correctnessRestartMissing: Rule = {
  id: 'correctness-restart-missing',
  family: 'correctness',
  severities: { learn: 'off', recommended: 'off', strict: 'info' },
  explanation: {
    what: msg('The service has no restart policy.'),
    why: msg(
      'Without `restart`, a service that crashes stays down, and none comes back after the machine restarts.',
    ),
    risk: msg('A failure of one second at night becomes an outage until someone looks.'),
    kernelFact: msg(
      'PID 1 of the container ended, so the kernel ended its PID namespace; only the engine can make a new one.',
    ),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    restart: unless-stopped
    depends_on:
      setup:
        condition: service_completed_successfully
  setup:
    # It ends by itself, and another service waits for that.
    image: example.org/setup:1
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
    for (const service of servicesWith('restart missing', model, keep, staysDown)) {
      if (!staysDown(service) || ending.has(service.name)) continue;
      report({
        place: service.namePlace,
        message: msg(
          '`{0}` stays down after a crash or a restart of the machine: write `restart: unless-stopped`.',
          service.name,
        ),
        fixes: fix(
          msg('Add `restart: unless-stopped`'),
          service.homeMap && insertKey(service.homeMap, 'restart', ['unless-stopped']),
          { preferred: false },
        ),
      });
    }
  },
};

const staysDown = (service: Service): boolean =>
  isWhole(service) &&
  !service.has('restart') &&
  !service.get('deploy', 'restart_policy') &&
  !looksLikeJob(service);
