import { msg } from '../../message';
import type { VolumeMount } from '../composeModel';
import type { Edit } from '../finding';
import { insertKey, replaceScalar } from '../mapEdits';
import { hasVariable } from '../withDefaults';
import { lookup } from '../yamlNodes';
import { isPersonal, sensitivePath } from '../facts/sensitivePath';
import { fix, type Rule } from '../rule';

export const securitySensitiveMountWritable: Rule = {
  id: 'security-sensitive-mount-writable',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('The service can write to a directory of the host on which the whole machine depends.'),
    why: msg('If it only reads there, `:ro` says so, and the kernel will hold it to its word.'),
    risk: msg(
      'A line added to /etc/cron.d, a key in /root/.ssh or a changed file under /var/lib/docker, and the attacker runs as root on the host.',
    ),
    kernelFact: msg(
      'A bind mount is the same directory from both sides, and root of the container is user id 0 there too, unless the engine remaps user ids.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    volumes:
      - /etc/localtime:/etc/localtime
      - /lib/modules:/lib/modules:ro
      - data:/etc
volumes:
  data:
`,
    ],
    bad: [
      `services:
  agent:
    image: example.org/agent:1
    volumes:
      - /etc:/host/etc
`,
      `services:
  agent:
    image: example.org/agent:1
    volumes:
      - "/root/.ssh:/keys:rw,z"
`,
      `services:
  agent:
    image: example.org/agent:1
    volumes:
      - type: bind
        source: /
        target: /host
`,
    ],
  },
  checkService(service, { report }) {
    for (const mount of service.volumes) {
      const path = sensitivePath(service, mount);
      if (path === undefined || mount.readOnly || mount.options.some(hasVariable)) continue;
      report({
        place: mount.sourcePlace ?? mount.place,
        message: isPersonal(path)
          ? msg(
              '`{0}` can write to {1} of the host, where keys and settings of a person lie.',
              service.name,
              path,
            )
          : msg(
              '`{0}` can write to {1} of the host, on which the whole machine depends.',
              service.name,
              path,
            ),
        fixes: fix(msg('Mount it read-only'), readOnlyEdits(mount), { preferred: false }),
      });
    }
  },
};

function readOnlyEdits(mount: VolumeMount): readonly Edit[] | undefined {
  const { node } = mount;
  if (node.type === 'map') {
    const written = lookup(node, 'read_only')?.value;
    return written?.type === 'scalar'
      ? replaceScalar(written, 'true')
      : insertKey(node, 'read_only', ['true']);
  }
  if (node.type !== 'scalar') return undefined;
  if (mount.options.length === 0) return replaceScalar(node, `${node.text}:ro`);
  const options = ['ro', ...mount.options.filter((option) => option !== 'rw')].join(',');
  return replaceScalar(node, node.text.slice(0, node.text.lastIndexOf(':') + 1) + options);
}
