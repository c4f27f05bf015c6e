import { msg } from '../../message';
import type { Service } from '../composeModel';
import { placeOf, textOf } from '../yamlNodes';
import { neverTogether } from '../facts/profilesOf';
import { servicesWith } from '../facts/servicesWith';
import type { Rule } from '../rule';

export const correctnessDuplicateContainerName: Rule = {
  id: 'correctness-duplicate-container-name',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('Two services ask for the same `container_name`.'),
    why: msg(
      'A container’s name is unique on the whole engine, not only in the project. Without `container_name`, Compose makes names that never collide.',
    ),
    risk: msg('The second service does not start: the engine answers that the name is already in use.'),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  one:
    image: nginx:1.27
    container_name: web
  two:
    image: nginx:1.27
    container_name: web-\${STAGE}
`,
      `services:
  # Alternatives: no profile runs both.
  fast:
    image: nginx:1.27
    container_name: web
    profiles: [fast]
  small:
    image: nginx:1.27
    container_name: web
    profiles: [small]
`,
    ],
    bad: [
      `services:
  one:
    image: nginx:1.27
    container_name: web
  two:
    image: nginx:1.27
    container_name: "web"
`,
    ],
  },
  checkFile({ keep, model, report }) {
    const owners = new Map<string, Service[]>();
    for (const service of servicesWith('container name', model, keep, isNamed)) {
      const node = service.get('container_name');
      const name = textOf(node);
      if (!node || name === undefined || name === '') continue;
      const others = owners.get(name) ?? [];
      owners.set(name, [...others, service]);
      const first = others.find((other) => !neverTogether(other, service));
      const firstNode = first?.get('container_name');
      if (!first || !firstNode) continue;
      report({
        // Both may take the name from one anchor: then the service's own name is the place to look at.
        place: node === firstNode ? service.namePlace : placeOf(node),
        message: msg(
          '`{0}` and `{1}` both want the container name {2}, which is unique on an engine.',
          first.name,
          service.name,
          name,
        ),
        related: [{ place: placeOf(firstNode), message: msg('The same name') }],
      });
    }
  },
};

const isNamed = (service: Service): boolean => service.has('container_name');
