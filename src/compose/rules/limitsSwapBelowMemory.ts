import { msg } from '../../message';
import { placeOf, textOf } from '../yamlNodes';
import { isWhole } from '../facts/isWhole';
import { limitOf, numberOfBytes } from '../facts/limits';
import type { Rule } from '../rule';

export const limitsSwapBelowMemory: Rule = {
  id: 'limits-swap-below-memory',
  family: 'limits',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg(
      '`memswap_limit` is memory and swap together, so it cannot be less than `mem_limit`, nor stand without it.',
    ),
    why: msg(
      'The name misleads: for 64 MB of memory and 64 MB of swap one writes `mem_limit: 64m` and `memswap_limit: 128m`.',
    ),
    risk: msg('The engine refuses to create the container, and the service does not start.'),
    kernelFact: msg(
      'On cgroup v2 the engine writes memswap_limit − mem_limit to memory.swap.max; on v1 the sum itself goes to memory.memsw.limit_in_bytes.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    mem_limit: 64m
    memswap_limit: 128m
`,
      `services:
  web:
    image: nginx:1.27
    mem_limit: 64m
    memswap_limit: -1
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    mem_limit: 1g
    memswap_limit: 512m
`,
      `services:
  web:
    image: nginx:1.27
    memswap_limit: 512m
`,
    ],
  },
  checkService(service, { report }) {
    const swap = service.get('memswap_limit');
    const swapBytes = numberOfBytes(textOf(swap));
    if (!swap || swapBytes === undefined || swapBytes === 0) return;
    const memory = limitOf(service, 'memory');
    if (!memory) {
      if (!isWhole(service)) return;
      report({
        place: placeOf(swap),
        message: msg(
          '`memswap_limit` counts memory and swap together: without `mem_limit` the engine refuses it.',
        ),
      });
      return;
    }
    const memoryBytes = numberOfBytes(memory.value);
    if (memoryBytes === undefined || swapBytes >= memoryBytes) return;
    report({
      place: placeOf(swap),
      message: msg(
        '`memswap_limit` counts memory and swap together: {0} is less than the memory limit {1}, and the engine refuses it.',
        textOf(swap) ?? '',
        memory.value ?? '',
      ),
      related: [{ place: placeOf(memory.node), message: msg('The memory limit') }],
    });
  },
};
