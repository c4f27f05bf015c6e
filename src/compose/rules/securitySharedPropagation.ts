import { msg } from '../../message';
import type { VolumeMount } from '../composeModel';
import type { Place } from '../finding';
import { placeInScalar } from '../scalarPlace';
import { placeOf, valueAt } from '../yamlNodes';
import type { Rule } from '../rule';

export const securitySharedPropagation: Rule = {
  id: 'security-shared-propagation',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg(
      'The volume is mounted with `shared` propagation: what the service mounts there also appears on the host.',
    ),
    why: msg(
      'The mount namespace no longer keeps the container’s mounts to itself. `rslave` is enough to see the host’s new mounts.',
    ),
    risk: msg(
      'A service with SYS_ADMIN covers a directory of the host with its own; a mount that was left behind blocks the removal of a disk.',
    ),
    kernelFact: msg(
      'See mount_namespaces(7): mounts of one peer group (`shared:N` in /proc/PID/mountinfo) tell one another of each mount and unmount.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  backup:
    image: example.org/backup:1
    volumes:
      - /mnt:/mnt:ro,rslave
`,
    ],
    bad: [
      `services:
  backup:
    image: example.org/backup:1
    volumes:
      - /mnt:/mnt:rshared
`,
      `services:
  backup:
    image: example.org/backup:1
    volumes:
      - type: bind
        source: /mnt
        target: /mnt
        bind:
          propagation: shared
`,
    ],
  },
  checkService(service, { report }) {
    for (const mount of service.volumes) {
      const option = mount.options.find((name) => name === 'shared' || name === 'rshared');
      if (option === undefined) continue;
      report({
        place: optionPlace(mount, option),
        message: msg(
          'What `{0}` mounts under {1} also appears on the host. `rslave` only lets the host’s mounts in.',
          service.name,
          mount.target,
        ),
      });
    }
  },
};

function optionPlace({ node, place }: VolumeMount, option: string): Place {
  if (node.type === 'scalar') {
    const from = node.text.lastIndexOf(option);
    return placeInScalar(node, from, from + option.length);
  }
  const value = valueAt(node, 'bind', 'propagation');
  return value ? placeOf(value) : place;
}
