import type { ContainerInspect, ContainerMount, ContainerNetwork, PublishedPort } from '../../engine/port';
import { declaredMode } from '../../kernel/namespaceSharing';
import { msg, type Message } from '../../message';
import { detailNode } from './detailNode';
import type { NameOf } from './namespaceNodes';
import type { Say, TreeNode } from './treeNode';

/** Networks with addresses, published ports and mounts of a container. */
export function networkNodes(
  section: TreeNode,
  inspect: ContainerInspect,
  nameOf: NameOf,
  say: Say,
): readonly TreeNode[] {
  const joined = declaredMode('net', inspect.hostConfig, 2).container;
  const networks =
    joined === undefined
      ? Object.entries(inspect.networks).map(([name, network]) => networkNode(section, name, network, say))
      : [joinedNode(section, joined, nameOf(joined), say)];
  const ports = uniquePorts(inspect.ports).map((port) => portNode(section, port, say));
  const mounts = inspect.mounts.map((mount) => mountNode(section, mount, say));
  const rows = [...networks, ...ports, ...mounts];
  // What is in memory only goes away even sooner.
  if (inspect.mounts.some(({ type }) => type !== 'tmpfs')) return rows;
  return [
    ...rows,
    detailNode(section, {
      key: 'no-mount',
      label: say(mounts.length === 0 ? msg('No mount') : msg('No volume')),
      description: say(msg('all that it writes goes with it')),
      lesson: say(
        msg(
          'What a container writes goes into a thin layer that is deleted with it; what must stay goes into a volume.',
        ),
      ),
      chapter: 'whyDocker',
      icon: { name: 'circle-slash' },
    }),
  ];
}

function networkNode(section: TreeNode, name: string, network: ContainerNetwork, say: Say): TreeNode {
  const addresses = [network.ipAddress, network.ipv6Address].filter((address) => address !== '').join(', ');
  const special = specialNetworks.get(name);
  const description = addresses === '' ? say(special?.description ?? msg('no address')) : addresses;
  return detailNode(section, {
    key: `network/${name}`,
    label: name,
    description,
    facts: [
      [say(msg('Gateway')), network.gateway],
      [say(msg('MAC address')), network.macAddress],
      [say(msg('Names on this network')), network.aliases.join(', ')],
    ],
    lesson: say(
      special?.lesson ??
        msg('Containers of one network reach each other by name; others do not, unless a port is published.'),
    ),
    chapter: 'pad',
    spoken: say(msg('Network {0}, {1}', name, description)),
    icon: { name: 'type-hierarchy' },
    context: 'network-item',
  });
}

/** Docker’s own three networks, which are otherwise than those that people make. */
const specialNetworks: ReadonlyMap<string, { readonly description: Message; readonly lesson: Message }> =
  new Map([
    [
      'bridge',
      {
        description: msg('no address'),
        lesson: msg(
          'On Docker’s default bridge containers reach each other by address only: names work on networks that you or compose made.',
        ),
      },
    ],
    [
      'host',
      {
        description: msg('the host’s own interfaces, addresses and ports'),
        lesson: msg(
          'Without a network namespace of its own it listens on the host itself: no port needs to be published, and none can be taken twice.',
        ),
      },
    ],
    [
      'none',
      {
        description: msg('no address, only its own localhost'),
        lesson: msg('Its network namespace holds the loopback interface alone: nothing leads in or out.'),
      },
    ],
  ]);

/** It is attached to nothing itself: whatever the other container has, it has too. */
function joinedNode(section: TreeNode, container: string, name: string, say: Say): TreeNode {
  return detailNode(section, {
    key: 'network/joined',
    label: say(msg('Network of {0}', name)),
    description: say(msg('one network namespace for both')),
    lesson: say(
      msg(
        'Both stand in one network namespace: same addresses, same ports, and localhost is the same for them.',
      ),
    ),
    chapter: 'origins',
    icon: { name: 'link' },
    context: 'network-item',
    target: { kind: 'namespace', sharedWith: [container] },
  });
}

/** IPv4 and IPv6 of the same publication are one row to people. */
function uniquePorts(ports: readonly PublishedPort[]): readonly PublishedPort[] {
  const seen = new Map<string, PublishedPort>();
  for (const port of ports) {
    const key = `${anyAddress(port.ip) ? '*' : port.ip}:${port.publicPort}/${port.protocol}`;
    if (!seen.has(key)) seen.set(key, port);
  }
  return [...seen.values()];
}

function anyAddress(ip: string): boolean {
  return ip === '' || ip === '0.0.0.0' || ip === '::';
}

function portNode(section: TreeNode, port: PublishedPort, say: Say): TreeNode {
  const everywhere = anyAddress(port.ip);
  const where = everywhere ? say(msg('on all addresses of the host')) : say(msg('on {0}', port.ip));
  return detailNode(section, {
    key: `port/${port.ip}/${port.publicPort}/${port.protocol}`,
    label: `${port.publicPort} → ${port.privatePort}/${port.protocol}`,
    description: where,
    facts: [
      [say(msg('Port of the host')), `${everywhere ? '*' : port.ip}:${port.publicPort}`],
      [say(msg('Port of the container')), `${port.privatePort}/${port.protocol}`],
    ],
    lesson: say(
      everywhere
        ? msg(
            'Published on all addresses, whoever reaches the host reaches it; with 127.0.0.1 before the port only this machine does.',
          )
        : msg('A published port is a door from the host’s network namespace into the container’s.'),
    ),
    chapter: 'pad',
    spoken: say(
      msg(
        'Port {0} of the host leads to port {1} of the container, {2}',
        port.publicPort,
        port.privatePort,
        where,
      ),
    ),
    icon: { name: 'globe' },
    context: port.protocol === 'tcp' ? 'port open' : 'port',
    target: { kind: 'port', ip: port.ip, publicPort: port.publicPort },
  });
}

function mountNode(section: TreeNode, mount: ContainerMount, say: Say): TreeNode {
  const source = mount.name ?? mount.source;
  const mode = say(mount.writable ? msg('read and write') : msg('read-only'));
  return detailNode(section, {
    key: `mount/${mount.destination}`,
    label: mount.destination,
    description: [mount.type, source === '' ? say(msg('memory')) : source, mode].join(' · '),
    facts: [
      [say(msg('Kind')), mount.type],
      [say(msg('From')), mount.source],
      [say(msg('Mode')), [mode, mount.mode].filter((part) => part !== '').join(', ')],
    ],
    lesson: say(mountLessons.get(mount.type) ?? msg('What is written here outlives the container.')),
    chapter: 'whyDocker',
    spoken: say(
      msg('Mount {0} from {1}, {2}', mount.destination, source === '' ? say(msg('memory')) : source, mode),
    ),
    icon: { name: mountIcons.get(mount.type) ?? 'database' },
    context: 'mount',
  });
}

const mountLessons: ReadonlyMap<string, Message> = new Map([
  ['bind', msg('A bind mount is a folder of the engine’s host itself: what happens here happens there.')],
  [
    'tmpfs',
    msg(
      'A tmpfs is memory that looks like a folder: it counts as the container’s memory and is gone when it stops.',
    ),
  ],
]);

const mountIcons: ReadonlyMap<string, string> = new Map([
  ['bind', 'folder'],
  ['tmpfs', 'circuit-board'],
]);
