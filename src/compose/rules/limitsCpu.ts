import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { isWhole } from '../facts/isWhole';
import { limitOf, limitEdits, isUnlimited } from '../facts/limits';
import { fix, type Rule } from '../rule';

export const limitsCpu: Rule = {
  id: 'limits-cpu',
  family: 'limits',
  severities: { learn: 'off', recommended: 'off', strict: 'info' },
  explanation: {
    what: msg('The service may use every processor of the host, all the time.'),
    why: msg('`cpus: 1.5` bounds it; `cpu_shares` only says who goes first when there is a shortage.'),
    risk: msg(
      'A loop gone wild, or a miner dropped by an intruder, slows down everything else on the machine.',
    ),
    kernelFact: msg(
      '`cpus: 0.5` becomes `50000 100000` in cpu.max (v2), that is 50 ms of every 100 ms; cpu.stat counts `nr_throttled`. On v1: cpu.cfs_quota_us and cpu.cfs_period_us.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    cpus: 0.5
`,
      `services:
  web:
    image: nginx:1.27
    cpuset: "0,1"
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    cpu_shares: 512
`,
      `services:
  web:
    image: nginx:1.27
    deploy:
      resources:
        limits:
          memory: 64M
`,
    ],
  },
  checkService(service, { report }) {
    const limit = limitOf(service, 'cpus');
    if (!isWhole(service) || !isUnlimited(limit)) return;
    if (service.has('cpuset') || service.has('cpu_quota')) return;
    report({
      place: limit ? placeOf(limit.node) : service.namePlace,
      message: msg('`{0}` has no CPU limit: it may keep every processor busy.', service.name),
      fixes: fix(msg('Limit it to one processor'), limitEdits(service, 'cpus', '1.0'), { preferred: false }),
    });
  },
};
