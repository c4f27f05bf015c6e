import { msg } from '../../message';
import { bindToLocalhost, databaseBehind, isFrontDoor, openPorts, shownPort } from '../facts/openPorts';
import { fix, type Rule } from '../rule';

export const securityPublishedPort: Rule = {
  id: 'security-published-port',
  family: 'security',
  severities: { learn: 'hint', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The port is published on every network interface of the host.'),
    why: msg(
      '`"8080:80"` means 0.0.0.0:8080. For what only this machine uses, `"127.0.0.1:8080:80"` is enough; between services no port needs publishing at all.',
    ),
    risk: msg(
      'Everyone on the same café or office network reaches the service, even past a firewall such as ufw.',
    ),
    kernelFact: msg(
      'The engine publishes by a DNAT rule in netfilter’s PREROUTING chain; packets then take the FORWARD path, so rules on INPUT never see them.',
    ),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    ports:
      - "127.0.0.1:8080:80"
`,
      `services:
  web:
    image: nginx:1.27
    ports:
      - target: 80
        published: "8080"
        host_ip: 127.0.0.1
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    ports:
      - "8080:80" # the site
`,
      `services:
  web:
    image: nginx:1.27
    ports: [0.0.0.0:8080-8081:80/tcp, 9000]
`,
      `services:
  web:
    image: nginx:1.27
    ports:
      - target: 80
        published: 8080
`,
      `services:
  web:
    image: nginx:1.27
    ports:
      - target: 80
        host_ip: "::"
`,
    ],
  },
  checkService(service, { report, profile }) {
    for (const port of openPorts(service)) {
      if (databaseBehind(service, port) !== undefined) continue;
      // A server’s front door is meant to be open; only the strict profile asks about it.
      if (profile !== 'strict' && isFrontDoor(port)) continue;
      report({
        place: port.place,
        message: msg(
          '`{0}` opens port {1} to every network that this machine is on.',
          service.name,
          shownPort(port),
        ),
        fixes: fix(msg('Open it on this machine only (127.0.0.1)'), bindToLocalhost(port), {
          preferred: false,
        }),
      });
    }
  },
};
