import { msg, type Message } from '../../message';
import type { ComposeModel, Service } from '../composeModel';
import { isInside, overlap } from '../facts/ipAddress';
import { isFragment } from '../facts/isWhole';
import {
  networkPools,
  staticAddresses,
  type AddressPool,
  type NetworkPools,
  type StaticAddress,
} from '../facts/networkAddresses';
import { resourceUses } from '../facts/resourceUses';
import { neverTogether } from '../facts/profilesOf';
import { servicesWith } from '../facts/servicesWith';
import type { Rule, RuleContext } from '../rule';
import { placeOf } from '../yamlNodes';

export const correctnessNetworkAddress: Rule = {
  id: 'correctness-network-address',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg(
      'A service asks for an address that its network cannot give, or a network for a subnet that cannot be.',
    ),
    why: msg(
      'A fixed address must lie in a `subnet` that the file sets for that network, and be free: the first address is the gateway’s, the first and last numbers of a subnet are nobody’s, and each address has one holder. Most services need none: their name finds them.',
    ),
    risk: msg(
      'The container does not start: `user specified IP address is supported only…`, `Address already in use`.',
    ),
    kernelFact: msg(
      'The address is set on the interface (veth) in the container’s network namespace; the gateway’s is on the bridge of the host.',
    ),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    networks:
      front:
        ipv4_address: 10.5.0.10
networks:
  front:
    ipam:
      config:
        - subnet: 10.5.0.0/24
          gateway: 10.5.0.1
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    networks:
      front:
        ipv4_address: 10.6.0.10
  app:
    image: nginx:1.27
    networks:
      default:
        ipv4_address: 172.18.0.9
networks:
  front:
    ipam:
      config: [{ subnet: 10.5.0.0/24 }]
`,
      `services:
  web:
    image: nginx:1.27
    networks: { front: { ipv4_address: 10.5.0.10 } }
  app:
    image: nginx:1.27
    networks: { front: { ipv4_address: 10.5.0.10 } }
  proxy:
    image: nginx:1.27
    networks: { front: { ipv4_address: 10.5.0.1 } }
networks:
  front:
    ipam:
      config: [{ subnet: 10.5.0.0/24 }]
`,
      `services:
  web:
    image: nginx:1.27
    networks: [front, back]
networks:
  front:
    ipam:
      config: [{ subnet: 10.5.0.0/16, gateway: 10.6.0.1 }]
  back:
    ipam:
      config: [{ subnet: 10.5.1.0/24 }]
`,
    ],
  },
  checkFile(context) {
    const { keep, model, report } = context;
    if (isFragment(model, keep)) return;
    reportSubnets(model, usedNetworks(model, keep), report);
    const asking = servicesWith('static address', model, keep, (one) => staticAddresses(one).length > 0);
    const held = new Map<string, StaticAddress[]>();
    for (const address of asking.flatMap(staticAddresses)) {
      const message = refusal(model, address);
      if (message) {
        report({ place: placeOf(address.node), message });
        continue;
      }
      const key = `${address.network} ${String(address.ip?.value)}`;
      const others = held.get(key) ?? [];
      held.set(key, [...others, address]);
      // A profile that keeps it from the others may stand in what a service extends.
      const other = address.service.isOpen
        ? undefined
        : others.find(({ service }) => !service.isOpen && !neverTogether(service, address.service));
      if (other)
        report({
          place: placeOf(address.node),
          message: msg(
            '`{0}` and `{1}` ask for the same address, {2}: the second does not start (“Address already in use”).',
            other.service.name,
            address.service.name,
            address.text,
          ),
          related: [{ place: placeOf(other.node), message: msg('The same address') }],
        });
    }
  },
};

/** Why a network cannot give an address; undefined where it can, or where that is not known. */
function refusal(
  model: ComposeModel,
  { service, network, text, ip, bits }: StaticAddress,
): Message | undefined {
  if (!ip)
    return bits === 32
      ? msg('`{0}` is no IPv4 address: the engine refuses it (“invalid IPv4 address”).', text)
      : msg('`{0}` is no IPv6 address: the engine refuses it (“invalid IPv6 address”).', text);
  const entry = model.section('networks').get(network);
  if (!entry && network !== 'default') return undefined;
  const known = networkPools(model, entry);
  if (!known) return undefined;
  const pools = known.pools.filter(({ subnet }) => subnet?.bits === ip.bits);
  if (pools.length === 0)
    return known.pools.some(({ subnetText, subnet }) => subnetText !== '' && !subnet)
      ? undefined
      : msg(
          '`{0}` asks for {1}, but the network {2} has no `subnet` for it: the engine gives a chosen address in a subnet that was chosen alone. Set `ipam.config` of the network.',
          service.name,
          text,
          network,
        );
  const pool = pools.find(({ subnet }) => subnet && isInside(ip, subnet));
  if (!pool?.subnet)
    return msg(
      '`{0}` asks for {1}, which lies outside of {2}, the subnet of {3}: the container does not start.',
      service.name,
      text,
      pools.map(({ subnetText }) => subnetText).join(', '),
      network,
    );
  return isTaken(known, pool, ip.value)
    ? msg(
        '`{0}` asks for {1}, which in {2} is the gateway’s, the network’s own or kept: the container does not start (“Address already in use”).',
        service.name,
        text,
        pool.subnetText,
      )
    : undefined;
}

function isTaken(
  { ownGateway }: NetworkPools,
  { subnet, gateway, kept }: AddressPool,
  value: bigint,
): boolean {
  if (!subnet) return false;
  if (gateway?.value === value || kept.some((one) => one.value === value)) return true;
  if (subnet.bits !== 32 || subnet.last - subnet.first < 3n) return false;
  if (value === subnet.first || value === subnet.last) return true;
  return ownGateway && !gateway && value === subnet.first + 1n;
}

/** What is wrong with the subnets themselves. */
function reportSubnets(
  model: ComposeModel,
  used: ReadonlySet<string | undefined>,
  report: RuleContext['report'],
): void {
  const before: { name: string; pool: AddressPool }[] = [];
  for (const [name, entry] of model.section('networks')) {
    if (!used.has(name)) continue;
    for (const pool of networkPools(model, entry)?.pools ?? []) {
      const { node, subnet, subnetNode, subnetText, gateway, gatewayNode } = pool;
      if (!subnet) {
        report({
          place: placeOf(subnetNode ?? node),
          message: msg(
            'The network {0} has the subnet `{1}`: the engine wants one such as `10.5.0.0/24` (“invalid CIDR address”).',
            name,
            subnetText,
          ),
        });
        continue;
      }
      if (gateway && gatewayNode && !isInside(gateway, subnet))
        report({
          place: placeOf(gatewayNode),
          message: msg(
            'The gateway of {0} lies outside of its subnet {1}: the engine refuses the network.',
            name,
            subnetText,
          ),
        });
      const other = before.find((one) => one.pool.subnet && overlap(one.pool.subnet, subnet));
      before.push({ name, pool });
      if (other)
        report({
          place: placeOf(subnetNode ?? node),
          message: msg(
            'The subnets of {0} and {1} overlap: the engine makes the first network alone (“Pool overlaps with other one on this address space”).',
            other.name,
            name,
          ),
          related: [
            { place: placeOf(other.pool.subnetNode ?? other.pool.node), message: msg('The other subnet') },
          ],
        });
    }
  }
}

/** The networks that Compose makes: those that a service is on. */
function usedNetworks(model: ComposeModel, keep: RuleContext['keep']): ReadonlySet<string | undefined> {
  const uses = resourceUses(model, 'networks', keep);
  const onDefault = servicesWith('default network', model, keep, isOnDefault).some(isOnDefault);
  return new Set([...uses.map(({ name }) => name), ...(onDefault ? ['default'] : [])]);
}

const isOnDefault = (service: Service): boolean => !service.has('networks') && !service.has('network_mode');
