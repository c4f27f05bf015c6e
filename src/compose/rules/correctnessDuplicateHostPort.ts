import { msg } from '../../message';
import { neverTogether } from '../facts/profilesOf';
import { allHostPorts, collide, type HostPort } from '../facts/hostPorts';
import type { Rule } from '../rule';

export const correctnessDuplicateHostPort: Rule = {
  id: 'correctness-duplicate-host-port',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('Two services publish on the same port of the host.'),
    why: msg('On one address, one port and one protocol there is room for one listener only.'),
    risk: msg('The second service does not start: `port is already allocated`.'),
    kernelFact: msg(
      'bind(2) answers EADDRINUSE in the host’s network namespace. Inside the containers both may listen on port 80: each has a network namespace of its own.',
    ),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  one:
    image: nginx:1.27
    ports: ["127.0.0.1:8080:80", "53:53/udp"]
  two:
    image: nginx:1.27
    ports: ["127.0.0.2:8080:80", "53:53/tcp", "9000-9010:80"]
  three:
    image: nginx:1.27
    ports: ["\${PORT}:80", "9005:80"]
`,
    ],
    bad: [
      `services:
  one:
    image: nginx:1.27
    ports: ["8080:80"]
  two:
    image: nginx:1.27
    ports: ["127.0.0.1:8080:8080"]
`,
      `services:
  one:
    image: nginx:1.27
    ports: ["9000-9005:9000-9005"]
  two:
    image: nginx:1.27
    ports:
      - target: 80
        published: "9003"
`,
      `services:
  one:
    image: nginx:1.27
    ports: ["\${PORT:-8080}:80", "8080:81"]
`,
      `services:
  one:
    image: nginx:1.27
    ports: ["8080:80", "127.0.0.1:8080:80"]
`,
    ],
  },
  checkFile({ keep, model, report }) {
    const ports = allHostPorts(model, keep);
    ports.sort((a, b) => a.first - b.first || a.mapping.place.range.start - b.mapping.place.range.start);
    let open: HostPort[] = [];
    for (const port of ports) {
      open = open.filter(({ last }) => last >= port.first);
      const other = open.find((candidate) => collide(candidate, port) && clash(candidate, port));
      open.push(port);
      if (!other) continue;
      const [before, after] =
        other.mapping.place.range.start <= port.mapping.place.range.start ? [other, port] : [port, other];
      report({
        place: after.mapping.node === before.mapping.node ? after.service.namePlace : after.mapping.place,
        message:
          before.service === after.service
            ? msg('`{0}` takes port {1} of the host twice.', after.service.name, port.first)
            : msg(
                '`{0}` and `{1}` both take port {2} of the host: the second does not start.',
                before.service.name,
                after.service.name,
                port.first,
              ),
        related: [{ place: before.mapping.place, message: msg('The same port') }],
      });
    }
  },
};

/** Alternatives never run together, and Compose takes two equal lines of one service for one. */
function clash(one: HostPort, other: HostPort): boolean {
  if (one.service !== other.service) return !neverTogether(one.service, other.service);
  return (
    one.mapping.target !== other.mapping.target || one.first !== other.first || one.address !== other.address
  );
}
