import { msg } from '../../message';
import { sensitivePath, isHarmlessToRead } from '../facts/sensitivePath';
import type { Rule } from '../rule';

export const securitySensitiveMount: Rule = {
  id: 'security-sensitive-mount',
  family: 'security',
  severities: { learn: 'info', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg(
      'The service can read a directory of the host that holds secrets, the system’s configuration or its devices.',
    ),
    why: msg(
      'A bind mount takes a part of the host’s tree into the container’s. Monitoring agents need some of it; most services need one file at most.',
    ),
    risk: msg('Password hashes, private keys, tokens of other containers are read and carried off.'),
    kernelFact: msg(
      'The mount namespace hides the host’s files; a bind mount (mount(2), MS_BIND) is the very same directory seen from both sides. User ids are compared as numbers.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    volumes:
      - ./site:/usr/share/nginx/html:ro
      - /etc/localtime:/etc/localtime:ro
`,
    ],
    bad: [
      `services:
  exporter:
    image: example.org/exporter:1
    volumes:
      - /proc:/host/proc:ro
`,
      `services:
  exporter:
    image: example.org/exporter:1
    volumes:
      - type: bind
        source: \${HOST_ROOT:-/}
        target: /rootfs
        read_only: true
`,
    ],
  },
  checkService(service, { report }) {
    for (const mount of service.volumes) {
      const path = sensitivePath(service, mount);
      if (path === undefined || !mount.readOnly || isHarmlessToRead(path)) continue;
      report({
        place: mount.sourcePlace ?? mount.place,
        message: msg(
          '`{0}` can read {1} of the host. Mount only the files that it needs.',
          service.name,
          path,
        ),
      });
    }
  },
};
