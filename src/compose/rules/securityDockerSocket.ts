import { msg } from '../../message';
import { withDefaults } from '../withDefaults';
import type { Rule } from '../rule';

export const securityDockerSocket: Rule = {
  id: 'security-docker-socket',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg(
      'The service mounts the control socket of a container engine (Docker, containerd, CRI-O or Podman).',
    ),
    why: msg(
      'Whoever can write to that socket commands the engine, and the engine runs as root on the host. Mounting it read-only changes nothing: connecting to a socket is not writing to a file.',
    ),
    risk: msg(
      'One flaw in the service is enough: the attacker asks the engine for a privileged container with the host’s / mounted, and owns the machine.',
    ),
    kernelFact: msg(
      'A Unix socket is not isolated by any namespace once its file is visible in the mount namespace: connect(2) only checks the file’s permissions.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    volumes:
      # An anonymous volume, not the socket.
      - /var/run/docker.sock
`,
      `services:
  web:
    image: nginx:1.27
    volumes:
      - ./site:/usr/share/nginx/html:ro
`,
    ],
    bad: [
      `services:
  proxy:
    image: traefik:v3.1
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
`,
      `services:
  proxy:
    image: traefik:v3.1
    volumes:
      - type: bind
        source: \${SOCKET:-/run/podman/podman.sock}
        target: /var/run/docker.sock
`,
    ],
  },
  checkService(service, { report }) {
    for (const mount of service.volumes) {
      // Without a source it is an anonymous volume: nothing of the host comes in.
      if (mount.source === undefined || mount.source === '') continue;
      if (!isEngineSocket(mount.source) && !isEngineSocket(mount.target)) continue;
      report({
        place: mount.sourcePlace ?? mount.place,
        message: mount.readOnly
          ? msg(
              '`{0}` holds the engine’s socket: whoever takes this service over commands the engine, and through it the machine. `:ro` does not prevent it.',
              service.name,
            )
          : msg(
              '`{0}` holds the engine’s socket: whoever takes this service over commands the engine, and through it the machine.',
              service.name,
            ),
      });
    }
  },
};

/** The sockets of Docker, Podman, containerd, CRI-O and BuildKit, and the named pipe of Docker on Windows. */
function isEngineSocket(path: string | undefined): boolean {
  const known = path === undefined ? undefined : withDefaults(path);
  return (
    known !== undefined &&
    /(?:^|\/)(?:docker|podman|containerd|crio|buildkitd)\.sock$|docker_engine$/.test(known)
  );
}
