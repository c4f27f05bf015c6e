import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { limitOf, limitEdits, isUnlimited } from '../facts/limits';
import { intendedCap } from '../facts/intendedCap';
import { fix, type Rule } from '../rule';

export const limitsNprocNotPids: Rule = {
  id: 'limits-nproc-not-pids',
  family: 'limits',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('The service sets `ulimits.nproc` but no `pids_limit`.'),
    why: msg(
      '`nproc` looks like the remedy for a fork bomb, and is not: it counts the processes of a user id, over all containers and the host, and it does not bind root.',
    ),
    risk: msg(
      'As root, the bomb goes on regardless. As another user, one container’s bomb stops all others that run under the same user id.',
    ),
    kernelFact: msg(
      'RLIMIT_NPROC is checked by fork(2) against the user’s count and skipped for root; pids.max is checked against the cgroup’s. Measured on Docker 20.10 with ten `sleep &`: nproc=3 as root starts all ten, `--pids-limit 5` refuses.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    pids_limit: 100
    ulimits:
      nproc: 100
`,
      `services:
  search:
    image: elasticsearch:8.15.0
    # So much that it is no cap: it lifts one.
    ulimits:
      nproc: 65535
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    ulimits:
      nproc: 3
`,
      `services:
  web:
    image: nginx:1.27
    ulimits:
      nproc: { soft: 20, hard: 40 } # enough?
`,
    ],
  },
  checkService(service, { report }) {
    const nproc = service.get('ulimits', 'nproc');
    const cap = intendedCap(service);
    if (!nproc || cap === undefined || !isUnlimited(limitOf(service, 'pids'))) return;
    report({
      place: placeOf(nproc),
      message: msg(
        '`nproc` does not bound `{0}`: it counts the processes of a user on the whole machine, and root ignores it. Write `pids_limit`.',
        service.name,
      ),
      fixes: fix(msg('Add `pids_limit: {0}`', cap), limitEdits(service, 'pids', String(cap)), {
        preferred: false,
      }),
    });
  },
};
