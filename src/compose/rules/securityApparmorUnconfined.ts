import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { securityOptions } from '../facts/securityOptions';
import { fix, type Rule } from '../rule';

export const securityApparmorUnconfined: Rule = {
  id: 'security-apparmor-unconfined',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('`apparmor:unconfined` takes the service out of the engine’s AppArmor profile.'),
    why: msg(
      'The profile `docker-default` forbids mounting, writing to dangerous files of /proc and /sys, and tracing processes outside the container, even to root.',
    ),
    risk: msg(
      'With one capability too many, an attacker writes to /proc/sys/kernel/core_pattern and has the host run his program.',
    ),
    kernelFact: msg('/proc/PID/attr/current shows the profile: `docker-default (enforce)` or `unconfined`.'),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    security_opt: ["apparmor:docker-default"]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    security_opt:
      - no-new-privileges:true
      - apparmor:unconfined
`,
    ],
  },
  checkService(service, { report }) {
    for (const option of securityOptions(service, /^apparmor[:=]unconfined$/))
      report({
        place: placeOf(option.item),
        message: msg('`{0}` leaves the engine’s AppArmor profile.', service.name),
        fixes: fix(msg('Remove `{0}`', option.text), option.removal, { preferred: false }),
      });
  },
};
