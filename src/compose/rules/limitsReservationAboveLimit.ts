import { msg } from '../../message';
import { placeOf, textOf } from '../yamlNodes';
import { limitOf, numberOfBytes, isUnlimited } from '../facts/limits';
import type { Rule } from '../rule';

export const limitsReservationAboveLimit: Rule = {
  id: 'limits-reservation-above-limit',
  family: 'limits',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('The service reserves more than its limit allows.'),
    why: msg(
      'A reservation is what the service should be left with in hard times; the limit is what it may never exceed.',
    ),
    risk: msg('The engine refuses to create the container, and the service does not start.'),
    kernelFact: msg(
      'The reservation is memory.low (v2) or memory.soft_limit_in_bytes (v1), the limit memory.max or memory.limit_in_bytes.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    mem_limit: 256m
    mem_reservation: 128m
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    mem_limit: 128m
    mem_reservation: 256m
`,
      `services:
  web:
    image: nginx:1.27
    deploy:
      resources:
        limits:
          memory: 0.5G
        reservations:
          memory: 1G
`,
    ],
  },
  checkService(service, { report }) {
    const reservation =
      service.get('mem_reservation') ?? service.get('deploy', 'resources', 'reservations', 'memory');
    const limit = limitOf(service, 'memory');
    if (!reservation || !limit || isUnlimited(limit)) return;
    const reserved = numberOfBytes(textOf(reservation));
    const allowed = numberOfBytes(limit.value);
    if (reserved === undefined || allowed === undefined || reserved <= allowed) return;
    report({
      place: placeOf(reservation),
      message: msg(
        '`{0}` reserves {1}, more than its limit of {2}: the engine refuses to create it.',
        service.name,
        textOf(reservation) ?? '',
        limit.value ?? '',
      ),
      related: [{ place: placeOf(limit.node), message: msg('The memory limit') }],
    });
  },
};
