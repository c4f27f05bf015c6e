import { msg, type Message } from '../../message';
import type { Service } from '../composeModel';
import { placeOf, textOf, itemsOf } from '../yamlNodes';
import type { Rule } from '../rule';

/** What a capability lets a process do, as capabilities(7) has it. */
const dangers = new Map<string, (service: string) => Message>([
  ['ALL', (name) => msg('`{0}` gets ALL capabilities: every right that root has on this machine.', name)],
  [
    'SYS_ADMIN',
    (name) =>
      msg(
        '`{0}` gets SYS_ADMIN: it may mount filesystems, join namespaces and much more, nearly all of root.',
        name,
      ),
  ],
  [
    'SYS_MODULE',
    (name) => msg('`{0}` gets SYS_MODULE: it may load code into the kernel that all containers share.', name),
  ],
  [
    'SYS_RAWIO',
    (name) => msg('`{0}` gets SYS_RAWIO: it may read and write memory and devices directly.', name),
  ],
  [
    'SYS_PTRACE',
    (name) =>
      msg('`{0}` gets SYS_PTRACE: it may read and change the memory of the processes that it sees.', name),
  ],
  ['SYS_BOOT', (name) => msg('`{0}` gets SYS_BOOT: it may restart the machine.', name)],
  ['SYS_TIME', (name) => msg('`{0}` gets SYS_TIME: it may change the clock of the whole machine.', name)],
  [
    'DAC_READ_SEARCH',
    (name) =>
      msg(
        '`{0}` gets DAC_READ_SEARCH: it may read files past their permissions, by their handles even the host’s.',
        name,
      ),
  ],
  [
    'BPF',
    (name) => msg('`{0}` gets BPF: it may load programs into the kernel that see what others do.', name),
  ],
  [
    'PERFMON',
    (name) => msg('`{0}` gets PERFMON: it may watch what the kernel and other processes do.', name),
  ],
  ['SYSLOG', (name) => msg('`{0}` gets SYSLOG: it may read the kernel’s messages and addresses.', name)],
  ['MAC_ADMIN', (name) => msg('`{0}` gets MAC_ADMIN: it may change the rules of AppArmor or SELinux.', name)],
  [
    'MAC_OVERRIDE',
    (name) => msg('`{0}` gets MAC_OVERRIDE: it may go past the rules of AppArmor or SELinux.', name),
  ],
  [
    'NET_ADMIN',
    (name) =>
      msg(
        '`{0}` gets NET_ADMIN: it may change interfaces, routes and firewall rules of its network namespace.',
        name,
      ),
  ],
]);

export const securityDangerousCapability: Rule = {
  id: 'security-dangerous-capability',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('`cap_add` gives the service a capability that reaches beyond its container.'),
    why: msg(
      'Capabilities cut root’s power in slices. Some slices are small; these ones let a process mount, trace, read any file, load code in the kernel or rewrite the host’s network.',
    ),
    risk: msg(
      'SYS_ADMIN, SYS_MODULE, SYS_RAWIO or SYS_PTRACE with the host’s processes in sight are known ways out of a container; DAC_READ_SEARCH reads the host’s files by their handles.',
    ),
    kernelFact: msg(
      'The kernel keeps capabilities per process (capabilities(7)): CapEff and CapBnd in /proc/PID/status. In the initial user namespace they hold against the whole host.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    cap_drop: [ALL]
    cap_add: [NET_BIND_SERVICE, CHOWN, SETUID, SETGID]
`,
    ],
    bad: [
      `services:
  agent:
    image: example.org/agent:1
    cap_add:
      - SYS_ADMIN
`,
      `services:
  vpn:
    image: example.org/vpn:1
    cap_add: [cap_net_admin]
`,
    ],
  },
  checkService(service, { report }) {
    for (const item of itemsOf(service.get('cap_add'))) {
      const capability = textOf(item)?.toUpperCase().replace(/^CAP_/, '');
      const danger = capability === undefined ? undefined : dangers.get(capability);
      if (!danger || capability === undefined) continue;
      report({
        place: placeOf(item),
        message: danger(service.name),
        ...(isContained(capability, service) && { severity: 'info' }),
      });
    }
  },
};

/** Some capabilities reach no further than a namespace, as long as the service has its own one. */
function isContained(capability: string, service: Service): boolean {
  if (capability === 'NET_ADMIN') return service.text('network_mode') !== 'host';
  return capability === 'SYS_PTRACE' && service.text('pid') !== 'host';
}
