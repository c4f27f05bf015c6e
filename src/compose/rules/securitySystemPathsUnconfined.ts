import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { securityOptions } from '../facts/securityOptions';
import { fix, type Rule } from '../rule';

export const securitySystemPathsUnconfined: Rule = {
  id: 'security-system-paths-unconfined',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg(
      '`systempaths=unconfined` uncovers the paths of /proc and /sys that the engine masks or makes read-only.',
    ),
    why: msg(
      'These paths are the kernel’s own switches: /proc/sysrq-trigger, /proc/sys, /proc/kcore, /sys/firmware.',
    ),
    risk: msg(
      'Root in the container restarts the machine with one letter, or has the host run a program through core_pattern.',
    ),
    kernelFact: msg(
      '/proc and /sys are not wholly covered by namespaces: many of their files speak for the one kernel that all containers share.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    security_opt: ["no-new-privileges:true"]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    security_opt:
      - systempaths=unconfined
`,
    ],
  },
  checkService(service, { report }) {
    for (const option of securityOptions(service, /^systempaths[:=]unconfined$/))
      report({
        place: placeOf(option.item),
        message: msg('`{0}` sees and may write the kernel’s own files in /proc and /sys.', service.name),
        fixes: fix(msg('Remove `{0}`', option.text), option.removal, { preferred: false }),
      });
  },
};
