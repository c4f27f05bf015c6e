import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { securityOptions } from '../facts/securityOptions';
import { fix, type Rule } from '../rule';

export const securitySeccompUnconfined: Rule = {
  id: 'security-seccomp-unconfined',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('`seccomp:unconfined` removes the filter of system calls from the service.'),
    why: msg(
      'The engine’s default filter refuses about 44 system calls that a service hardly ever uses and that exploits love. A profile file that allows the one call needed is better than no filter.',
    ),
    risk: msg(
      'Kernel flaws in keyctl, userfaultfd or unshare that the filter would have hidden are within an attacker’s reach.',
    ),
    kernelFact: msg(
      'seccomp(2) runs a small BPF program at each system call. `Seccomp: 2` in /proc/PID/status means filtered, 0 means nothing. It is seccomp, not cgroups, that limits system calls.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    security_opt: ["seccomp=./profile.json"]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    security_opt:
      - seccomp:unconfined
`,
      `services:
  web:
    image: nginx:1.27
    security_opt: [seccomp=unconfined, no-new-privileges:true]
`,
    ],
  },
  checkService(service, { report }) {
    for (const option of securityOptions(service, /^seccomp[:=]unconfined$/))
      report({
        place: placeOf(option.item),
        message: msg('`{0}` may make every system call: its seccomp filter is taken away.', service.name),
        fixes: fix(msg('Remove `{0}`', option.text), option.removal, { preferred: false }),
      });
  },
};
