import { msg } from '../../message';
import type { ComposeModel, Service } from '../composeModel';
import { hostPorts } from '../facts/hostPorts';
import { knownText } from '../facts/knownText';
import { servicesWith } from '../facts/servicesWith';
import type { Rule, RuleContext } from '../rule';
import { placeOf, textOf, valueAt, type YamlNode } from '../yamlNodes';

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
    chapter: 'infrastructureAsCode',
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
      `services:
  web:
    image: nginx:1.27
    ports: ["8080:80"]
    deploy:
      replicas: 2
      placement:
        constraints: [node.role == worker]
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
  checkFile({ keep, model, report }) {
    const scaled = servicesWith('copies', model, keep, (service) => copiesOf(service) !== undefined);
    // In a swarm all copies of a service share its port: the ingress network hands the connections on.
    const swarm = scaled.length > 0 && isSwarmStack(model, keep);
    for (const service of scaled) {
      const found = copiesOf(service);
      if (!found) continue;
      const { node, copies } = found;
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
      if (swarm) continue;
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
    }
  },
};

/** How often a service runs, where that is more than once. */
function copiesOf(service: Service): { readonly node: YamlNode; readonly copies: number } | undefined {
  const node = service.get('scale') ?? service.get('deploy', 'replicas');
  const copies = Number(knownText(service, node) ?? '');
  return node && copies > 1 ? { node, copies } : undefined;
}

const onlyOfSwarms = ['mode', 'placement', 'update_config', 'rollback_config', 'endpoint_mode'] as const;

/** Whether a file is written for `docker stack deploy`: it says what Compose has no use for. */
function isSwarmStack(model: ComposeModel, keep: RuleContext['keep']): boolean {
  for (const { value } of model.section('networks').values())
    if (textOf(valueAt(value, 'driver')) === 'overlay') return true;
  const says = (service: Service): boolean =>
    onlyOfSwarms.some((key) => service.get('deploy', key) !== undefined);
  return servicesWith('swarm', model, keep, says).some(says);
}
