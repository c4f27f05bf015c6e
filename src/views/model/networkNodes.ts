import type { ContainerInspect, ContainerMount, PublishedPort } from '../../engine/port';
import { msg } from '../../message';
import { detailNode } from './detailNode';
import type { Say, TreeNode } from './treeNode';

/** Networks with addresses, published ports and mounts of a container. */
export function networkNodes(section: TreeNode, inspect: ContainerInspect, say: Say): readonly TreeNode[] {
  const networks = Object.entries(inspect.networks).map(([name, network]) => {
    const addresses = [network.ipAddress, network.ipv6Address].filter((address) => address !== '');
    return detailNode(section, {
      key: `network/${name}`,
      label: name,
      description: addresses.length > 0 ? addresses.join(', ') : say(msg('no address')),
      facts: [
        [say(msg('Gateway')), network.gateway],
        [say(msg('MAC address')), network.macAddress],
        [say(msg('Names on this network')), network.aliases.join(', ')],
      ],
      lesson: say(
        msg('Containers of one network reach each other by name; others do not, unless a port is published.'),
      ),
      chapter: 'pad',
      spoken: say(msg('Network {0}, {1}', name, addresses.join(', '))),
      icon: { name: 'type-hierarchy' },
      context: 'network-item',
    });
  });
  const ports = uniquePorts(inspect.ports).map((port) => portNode(section, port, say));
  const mounts = inspect.mounts.map((mount) => mountNode(section, mount, say));
  const rows = [...networks, ...ports, ...mounts];
  if (mounts.length > 0) return rows;
  return [
    ...rows,
    detailNode(section, {
      key: 'no-mount',
      label: say(msg('No mount')),
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
            'Published on all addresses: whoever reaches the host reaches it. 127.0.0.1:… keeps it to this machine.',
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
    description: `${mount.type} · ${source === '' ? say(msg('memory')) : source} · ${mode}`,
    facts: [
      [say(msg('Kind')), mount.type],
      [say(msg('From')), mount.source],
      [say(msg('Mode')), [mode, mount.mode].filter((part) => part !== '').join(', ')],
    ],
    lesson: say(
      mount.type === 'bind'
        ? msg('A bind mount is a folder of the engine’s host itself: what happens here happens there.')
        : msg('What is written here outlives the container.'),
    ),
    chapter: 'whyDocker',
    spoken: say(msg('Mount {0} from {1}, {2}', mount.destination, source, mode)),
    icon: { name: mount.type === 'bind' ? 'folder' : 'database' },
    context: 'mount',
  });
}
