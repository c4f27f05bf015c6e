import { msg } from '../../message';
import { hasVariable } from '../withDefaults';
import { isNull, itemsOf, placeOf, textOf, type YamlNode } from '../yamlNodes';
import type { Rule } from '../rule';

export const correctnessNetworkModeConflict: Rule = {
  id: 'correctness-network-mode-conflict',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('`network_mode` stands beside keys that need a network namespace of the service’s own.'),
    why: msg(
      'With `host`, `none`, `service:` or `container:` the service joins another network namespace, or has no interface: it cannot join `networks`, and its `ports` are ignored or refused.',
    ),
    risk: msg('Compose refuses the file, or the service starts and the port that you wrote is never opened.'),
    kernelFact: msg(
      'A process has exactly one network namespace (/proc/PID/ns/net): either its own with a veth pair to a bridge, or someone else’s.',
    ),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    network_mode: service:vpn
  vpn:
    image: example.org/vpn:1
    ports: ["127.0.0.1:8080:80"]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    network_mode: host
    networks: [front]
networks:
  front:
`,
      `services:
  web:
    image: nginx:1.27
    network_mode: service:vpn
    ports: ["127.0.0.1:8080:80"]
  vpn:
    image: example.org/vpn:1
`,
      `services:
  web:
    image: nginx:1.27
    network_mode: host
    ports: ["8080:80"]
`,
      `services:
  app:
    image: nginx:1.27
    network_mode: service:vpn
    hostname: app
    dns: 1.1.1.1
  vpn:
    image: example.org/vpn:1
`,
    ],
  },
  checkService(service, { report }) {
    const mode = service.get('network_mode');
    const text = textOf(mode);
    if (!mode || text === undefined || hasVariable(text)) return;
    const related = [{ place: placeOf(mode), message: msg('The network mode') }];
    const networks = service.pair('networks');
    if (
      networks &&
      (itemsOf(networks.value).length > 0 ||
        (networks.value.type === 'map' && networks.value.pairs.length > 0))
    )
      report({
        place: placeOf(networks.key),
        message: msg('`networks` and `network_mode` exclude each other: Compose refuses the file.'),
        related,
      });
    for (const key of /^(?:service|container):/.test(text) ? ofTheOther : text === 'host' ? ['links'] : []) {
      const pair = service.pair(key);
      if (!pair || isEmpty(pair.value)) continue;
      report({
        place: placeOf(pair.key),
        message: msg(
          'With `network_mode: {0}` the network namespace is another’s, and so is what `{1}` would set: the engine refuses it (“conflicting options”).',
          text,
          key,
        ),
        related,
      });
    }
    const ports = service.pair('ports');
    if (!ports || itemsOf(ports.value).length === 0) return;
    if (text === 'host' || text === 'none')
      report({
        place: placeOf(ports.key),
        message: msg('With `network_mode: {0}` the `ports` of `{1}` are ignored.', text, service.name),
        related,
        severity: 'warning',
      });
    else if (/^(?:service|container):/.test(text))
      report({
        place: placeOf(ports.key),
        message: msg(
          '`{0}` uses the network namespace of another container: its ports belong to that one, and the engine refuses them here.',
          service.name,
        ),
        related,
      });
  },
};

/** What belongs to the network namespace, or to the files in /etc that go with it: whoever made it has set them. */
const ofTheOther = ['hostname', 'dns', 'extra_hosts', 'links', 'expose', 'mac_address'];

const isEmpty = (node: YamlNode): boolean =>
  node.type === 'map'
    ? node.pairs.length === 0
    : node.type === 'seq'
      ? node.items.length === 0
      : isNull(node) || node.text === '';
