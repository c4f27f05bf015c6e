import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { hostNamespace } from '../facts/hostNamespace';
import type { Rule } from '../rule';

export const securityHostNetwork: Rule = {
  id: 'security-host-network',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('`network_mode: host` puts the service in the network namespace of the host.'),
    why: msg(
      'The service sees every interface, opens ports without `ports:`, and reaches what listens on 127.0.0.1 of the host.',
    ),
    risk: msg(
      'An intruder talks to databases and admin pages that were bound to localhost because nobody outside could reach them; two services that want the same port cannot both start.',
    ),
    kernelFact: msg(
      '/proc/PID/ns/net has then the same inode as the host’s: no veth pair, no NAT, and the abstract Unix sockets of the host are in reach too.',
    ),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    ports: ["127.0.0.1:8080:80"]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    network_mode: host
`,
    ],
  },
  checkService(service, { report }) {
    const value = hostNamespace(service, 'network_mode');
    if (!value) return;
    report({
      place: placeOf(value),
      message: msg(
        '`{0}` lives in the network namespace of the host: it opens ports on all interfaces and reaches what listens on localhost.',
        service.name,
      ),
    });
  },
};
