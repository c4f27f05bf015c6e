import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { isWhole } from '../facts/isWhole';
import { limitOf, limitEdits, isUnlimited } from '../facts/limits';
import { fix, type Rule } from '../rule';

export const limitsMemory: Rule = {
  id: 'limits-memory',
  family: 'limits',
  severities: { learn: 'hint', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The service may use all the memory of the host.'),
    why: msg('`mem_limit: 512m`, or `deploy.resources.limits.memory`, keeps a leak where it started.'),
    risk: msg(
      'One leaking service makes the kernel’s OOM killer end processes all over the machine, perhaps the database, perhaps your editor.',
    ),
    kernelFact: msg(
      'The limit is written to memory.max (cgroup v2) or memory.limit_in_bytes (v1); when it is reached, the kernel reclaims, then kills inside that cgroup only. memory.events counts `oom_kill`.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    mem_limit: 256m
`,
      `services:
  web:
    image: nginx:1.27
    deploy:
      resources:
        limits:
          memory: \${MEMORY}
`,
      `services:
  # A piece for an override file says only what it changes.
  web:
    environment: { DEBUG: "1" }
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
`,
      `services: { web: { image: "nginx:1.27" } }
`,
      `services:
  web:
    image: nginx:1.27
    mem_limit: 0
`,
      `services:
  web:
    image: nginx:1.27
    deploy:
      resources:
        limits:
          cpus: "1.5"
`,
    ],
  },
  checkService(service, { report }) {
    const limit = limitOf(service, 'memory');
    if (!isWhole(service) || !isUnlimited(limit)) return;
    report({
      place: limit ? placeOf(limit.node) : service.namePlace,
      message: msg('`{0}` has no memory limit: it may take all the memory of the machine.', service.name),
      fixes: fix(msg('Limit the memory to 512 MB'), limitEdits(service, 'memory', '512m'), {
        preferred: false,
      }),
    });
  },
};
