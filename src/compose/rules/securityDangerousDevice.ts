import { msg, type Message } from '../../message';
import { withDefaults } from '../withDefaults';
import { placeOf, textOf, itemsOf, valueAt } from '../yamlNodes';
import type { Rule } from '../rule';

/** What a device gives away. */
const dangers: readonly (readonly [RegExp, (service: string, path: string) => Message])[] = [
  [/^\/dev\/?$/, (name) => msg('`{0}` gets every device of the host: all disks and the memory.', name)],
  [
    /^\/dev\/(?:mem|kmem|port|core)$/,
    (name, path) => msg('`{0}` gets {1}: it reads and writes the memory of the whole machine.', name, path),
  ],
  [
    /^\/dev\/kmsg$/,
    (name, path) => msg('`{0}` gets {1}: it reads and writes the kernel’s messages.', name, path),
  ],
  [
    /^\/dev\/(?:(?:mapper|disk|block)(?:\/.*)?|btrfs-control|(?:sd[a-z]|hd[a-z]|vd[a-z]|xvd[a-z]|nvme\d|mmcblk\d|dm-\d|md\d|loop|nbd\d|zd\d).*)$/,
    (name, path) =>
      msg('`{0}` gets the disk {1}: it goes under every file permission of the host.', name, path),
  ],
];

export const securityDangerousDevice: Rule = {
  id: 'security-dangerous-device',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg(
      'The service gets a device of the host that gives access to memory, to whole disks or to the kernel itself.',
    ),
    why: msg(
      'A block device goes under every file permission: whoever reads /dev/sda reads all files of the disk.',
    ),
    risk: msg('An attacker reads /etc/shadow off the raw disk, or writes himself in.'),
    kernelFact: msg(
      'The device cgroup (v1 devices.allow, on v2 a BPF program) decides which major:minor numbers may be opened; `devices:` adds to that list.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  home:
    image: example.org/home:1
    devices:
      - /dev/ttyUSB0:/dev/ttyUSB0
      - /dev/dri:/dev/dri
`,
    ],
    bad: [
      `services:
  disk:
    image: example.org/disk:1
    devices:
      - /dev/sda:/dev/sda
`,
      `services:
  disk:
    image: example.org/disk:1
    device_cgroup_rules:
      - "b *:* rwm"
`,
      `services:
  disk:
    image: example.org/disk:1
    devices:
      - source: /dev/mem
        target: /dev/mem
`,
    ],
  },
  checkService(service, { report }) {
    for (const item of itemsOf(service.get('devices'))) {
      const source = item.type === 'map' ? valueAt(item, 'source') : item;
      const path =
        (source && withDefaults(textOf(source) ?? '', service.variablesOf(source)))?.split(':')[0] ?? '';
      const says = dangers.find(([pattern]) => pattern.test(path))?.[1];
      if (!source || !says) continue;
      report({
        place: placeOf(source),
        message: says(service.name, path),
      });
    }
    for (const item of itemsOf(service.get('device_cgroup_rules'))) {
      const text = textOf(item);
      if (text === undefined || !/^a\b|^b\s+(?:\*|\d+):\*|^c\s+\*:\*/.test(text)) continue;
      report({
        place: placeOf(item),
        message: msg('`{0}` may open whole classes of devices by the rule `{1}`.', service.name, text),
      });
    }
  },
};
