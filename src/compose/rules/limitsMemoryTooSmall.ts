import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { limitOf, numberOfBytes } from '../facts/limits';
import type { Rule } from '../rule';

export const limitsMemoryTooSmall: Rule = {
  id: 'limits-memory-too-small',
  family: 'limits',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('The memory limit is below the 6 MB that the engine asks for at least.'),
    why: msg('A number without a unit is in bytes: `mem_limit: 512` is half a kilobyte.'),
    risk: msg('The engine refuses to create the container: `Minimum memory limit allowed is 6MB`.'),
    kernelFact: msg(
      'Before the service itself starts, the runtime’s own process lives in the same cgroup; under some megabytes the kernel kills it at birth.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    mem_limit: 6m
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    mem_limit: 512
`,
      `services:
  web:
    image: nginx:1.27
    deploy:
      resources:
        limits:
          memory: 512k
`,
    ],
  },
  checkService(service, { report }) {
    const limit = limitOf(service, 'memory');
    const bytes = numberOfBytes(limit?.value);
    if (!limit || bytes === undefined || bytes === 0 || bytes >= smallest) return;
    report({
      place: placeOf(limit.node),
      message: /^\d+$/.test(limit.value ?? '')
        ? msg(
            '{0} without a unit is in bytes; the engine asks for 6 MB at least. For megabytes write `{0}m`.',
            limit.value ?? '',
          )
        : msg('{0} is less than the 6 MB that the engine asks for at least.', limit.value ?? ''),
    });
  },
};

/** In bytes; the engine’s own floor (`linuxMinMemory`), 4 MB before Docker 20.10. */
const smallest = 6 * 2 ** 20;
