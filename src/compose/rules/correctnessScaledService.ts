import { msg } from '../../message';
import { withDefaults } from '../withDefaults';
import { placeOf, textOf } from '../yamlNodes';
import { hostPorts } from '../facts/hostPorts';
import type { Rule } from '../rule';

export const correctnessScaledService: Rule = {
  id: 'correctness-scaled-service',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('The service runs several times but has one fixed container name or host port.'),
    why: msg(
      'Names and host ports exist once on an engine: only the first copy can have them. Publish a range (`"8080-8082:80"`), or put a proxy in front.',
    ),
    risk: msg('Compose refuses the file (name), or all copies but one fail to start (port).'),
    chapter: 11,
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    ports: ["8080-8081:80"]
    deploy:
      replicas: 2
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    container_name: web
    scale: 2
`,
      `services:
  web:
    image: nginx:1.27
    ports: ["8080:80"]
    deploy:
      replicas: 2
`,
    ],
  },
  checkService(service, { report }) {
    const node = service.get('scale') ?? service.get('deploy', 'replicas');
    const copies = Number(withDefaults(textOf(node) ?? '') ?? '');
    if (!node || !(copies > 1)) return;
    const related = [{ place: placeOf(node), message: msg('The number of copies') }];
    const name = service.get('container_name');
    if (name)
      report({
        place: placeOf(name),
        message: msg(
          '`{0}` runs {1} times, but a container name exists once: Compose refuses the file.',
          service.name,
          copies,
        ),
        related,
      });
    for (const port of hostPorts(service))
      if (port.first === port.last)
        report({
          place: port.mapping.place,
          message: msg(
            '`{0}` runs {1} times, but port {2} of the host exists once. Publish a range, such as `{2}-{3}`.',
            service.name,
            copies,
            port.first,
            port.first + copies - 1,
          ),
          related,
        });
  },
};
