import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { isWhole } from '../facts/isWhole';
import { limitOf, limitEdits, isUnlimited } from '../facts/limits';
import { intendedCap } from '../facts/intendedCap';
import { fix, type Rule } from '../rule';

export const limitsPids: Rule = {
  id: 'limits-pids',
  family: 'limits',
  severities: { learn: 'hint', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The service has no limit of its own on the number of its processes.'),
    why: msg('`pids_limit` is the one limit that stops a fork bomb, root’s included.'),
    risk: msg(
      '`:(){ :|:& };:` in one container takes every process slot that the machine has, or that systemd leaves to a container: not even a shell to repair it can start.',
    ),
    kernelFact: msg(
      'The limit is pids.max of the container’s cgroup, the count is pids.current; above it fork(2) answers EAGAIN and `max` in pids.events goes up. Without a limit the file says `max`, or systemd’s default (DefaultTasksMax, 15 % of what the kernel allows) where the engine leaves cgroups to systemd.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    pids_limit: 100
`,
      `services:
  web:
    image: nginx:1.27
    deploy: { resources: { limits: { pids: 100 } } }
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
`,
      `services:
  web:
    image: nginx:1.27
    pids_limit: -1
`,
      `services:
  web:
    image: nginx:1.27
    deploy: { resources: { limits: { memory: 64M } } } # small
`,
    ],
  },
  checkService(service, { report }) {
    const limit = limitOf(service, 'pids');
    if (!isWhole(service) || !isUnlimited(limit) || intendedCap(service) !== undefined) return;
    report({
      place: limit ? placeOf(limit.node) : service.namePlace,
      message: msg(
        '`{0}` has no limit on processes: a fork bomb in it stops the whole machine.',
        service.name,
      ),
      fixes: fix(msg('Limit it to 200 processes'), limitEdits(service, 'pids', '200'), { preferred: false }),
    });
  },
};
