import { msg } from '../../message';
import { placeOf, textOf, lookup } from '../yamlNodes';
import { numberOfBytes } from '../facts/limits';
import type { Rule } from '../rule';

export const limitsShortAndDeploy: Rule = {
  id: 'limits-short-and-deploy',
  family: 'limits',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg(
      'The same limit is set by a short key (`mem_limit`, `cpus`, `pids_limit`…) and under `deploy`, with two values.',
    ),
    why: msg('Both end in the same cgroup file, which holds one number.'),
    risk: msg('Compose refuses the file: `can’t set distinct values`.'),
    kernelFact: msg(
      '`mem_limit` and `deploy.resources.limits.memory` are both memory.max, `cpus` is cpu.max, `pids_limit` is pids.max.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    mem_limit: 64m
    deploy:
      resources:
        limits:
          memory: 64M
`,
      `services:
  web:
    image: nginx:1.27
    cpus: 0.50
    deploy:
      replicas: 2
      resources:
        limits:
          cpus: "0.5"
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    mem_limit: 64m
    deploy:
      resources:
        limits:
          memory: 128M
`,
      `services:
  web:
    image: nginx:1.27
    pids_limit: 100
    deploy:
      resources:
        limits:
          cpus: "0.5"
`,
      `services:
  web:
    image: nginx:1.27
    scale: 2
    deploy:
      replicas: 3
`,
    ],
  },
  checkService(service, { report }) {
    for (const [key, section, name] of pairs) {
      const short = service.get(key);
      const group = short && service.get('deploy', ...section);
      if (!short || !group || group.type !== 'map') continue;
      const long = lookup(group, name);
      // `deploy` without replicas says nothing about `scale`; limits without a value say “none”.
      if (!long && section.length === 0) continue;
      const values = [textOf(short), textOf(long?.value)].map((text) => numberOfBytes(text));
      if (
        values[0] === undefined ||
        values[0] === 0 ||
        (long && values[1] === undefined) ||
        values[0] === values[1]
      )
        continue;
      const path = ['deploy', ...section, name].join('.');
      report({
        place: placeOf(short),
        message: long
          ? msg(
              '`{0}` and `{1}` are one and the same, but say {2} and {3}: Compose refuses the file.',
              key,
              path,
              textOf(short) ?? '',
              textOf(long.value) ?? '',
            )
          : msg(
              '`{0}` stands beside `{1}`, which has no `{2}`: some versions of Compose refuse the file. Write it there.',
              key,
              ['deploy', ...section].join('.'),
              name,
            ),
        ...(!long && { severity: 'warning' }),
        related: [{ place: placeOf(long?.value ?? group), message: msg('The other value') }],
      });
    }
  },
};

const limits = ['resources', 'limits'] as const;
const pairs: readonly (readonly [string, readonly string[], string])[] = [
  ['mem_limit', limits, 'memory'],
  ['cpus', limits, 'cpus'],
  ['pids_limit', limits, 'pids'],
  ['mem_reservation', ['resources', 'reservations'], 'memory'],
  ['scale', [], 'replicas'],
];
