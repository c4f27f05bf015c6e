import { msg } from '../../message';
import { bindToLocalhost, databaseBehind, openPorts, shownPort } from '../facts/openPorts';
import { fix, type Rule } from '../rule';

export const securityPublishedDatabase: Rule = {
  id: 'security-published-database',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('The port of a database, cache or queue is published on every network interface of the host.'),
    why: msg(
      'Other services reach it by its name on their common network without any published port. To look into it from this machine, bind it to 127.0.0.1.',
    ),
    risk: msg(
      'Robots scan the whole Internet for such ports; an open database with a weak or default password is emptied and held to ransom within hours.',
    ),
    kernelFact: msg(
      'Publishing is a DNAT rule in netfilter’s PREROUTING chain; a firewall that filters INPUT, such as ufw, does not see these packets.',
    ),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
    ports:
      - "127.0.0.1:5432:5432"
`,
    ],
    bad: [
      `services:
  db:
    image: postgres:17
    ports:
      - "5432:5432"
`,
      `services:
  cache:
    image: redis:7.4
    ports:
      - target: 6379
        published: "6379"
`,
    ],
  },
  checkService(service, { report }) {
    for (const port of openPorts(service)) {
      const product = databaseBehind(service, port);
      if (product === undefined) continue;
      report({
        place: port.place,
        message: msg(
          '`{0}` opens {2} (port {1}) to every network that this machine is on. Other services reach it without `ports`.',
          service.name,
          shownPort(port),
          product,
        ),
        fixes: fix(msg('Open it on this machine only (127.0.0.1)'), bindToLocalhost(port), {
          preferred: false,
        }),
      });
    }
  },
};
