import { msg } from '../../message';
import { withDefaults } from '../withDefaults';
import type { Rule } from '../rule';

export const securityPrivilegedPort: Rule = {
  id: 'security-privileged-port',
  family: 'security',
  severities: { learn: 'off', recommended: 'off', strict: 'hint' },
  explanation: {
    what: msg('The service is published on a port of the host below 1024.'),
    why: msg(
      'Such ports are kept for the administrator: an engine that runs as an ordinary user cannot publish there.',
    ),
    risk: msg(
      'The stack starts on one machine and fails on the next, where the engine is rootless: `cannot expose privileged port`.',
    ),
    kernelFact: msg(
      'Binding below /proc/sys/net/ipv4/ip_unprivileged_port_start (1024) takes CAP_NET_BIND_SERVICE in that network namespace’s user namespace.',
    ),
    chapter: 'pad',
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
    ports: ["127.0.0.1:80:80"]
`,
    ],
  },
  checkService(service, { report }) {
    if (service.text('network_mode') === 'host') return;
    for (const port of service.ports) {
      const published = Number.parseInt(withDefaults(port.published ?? '') ?? '', 10);
      if (!(published > 0 && published < 1024)) continue;
      report({
        place: port.place,
        message: msg(
          '`{0}` asks for port {1} of the host: an engine without root may not open ports below 1024.',
          service.name,
          published,
        ),
      });
    }
  },
};
