import type { ComposeModel, Service, TopLevelEntry } from '../composeModel';
import { withDefaults } from '../withDefaults';
import { entries, isTrue, itemsOf, textOf, valueAt, type YamlNode } from '../yamlNodes';
import { readIp, readSubnet, type IpAddress, type Subnet } from './ipAddress';
import { knownText } from './knownText';

/** An address that a service asks for on a network. */
export interface StaticAddress {
  readonly service: Service;
  readonly network: string;
  readonly node: YamlNode;
  readonly text: string;
  readonly bits: 32 | 128;
  /** Undefined where the text is no address of that kind. */
  readonly ip: IpAddress | undefined;
}

/** The addresses that a service asks for, as far as variables are known. */
export function staticAddresses(service: Service): StaticAddress[] {
  const networks = service.get('networks');
  if (networks?.type !== 'map') return [];
  return [...entries(networks)].flatMap(([network, { value }]) =>
    (
      [
        ['ipv4_address', 32],
        ['ipv6_address', 128],
      ] as const
    ).flatMap(([key, bits]): StaticAddress[] => {
      const node = valueAt(value, key);
      const text = knownText(service, node);
      if (!node || text === undefined || text === '') return [];
      const ip = readIp(text);
      return [{ service, network, node, text, bits, ip: ip?.bits === bits ? ip : undefined }];
    }),
  );
}

/** One entry of a network's `ipam.config`. */
export interface AddressPool {
  readonly node: YamlNode;
  /** Where the subnet is written. */
  readonly subnetNode: YamlNode | undefined;
  readonly subnetText: string;
  /** Undefined where the text is no subnet. */
  readonly subnet: Subnet | undefined;
  readonly gatewayNode: YamlNode | undefined;
  readonly gateway: IpAddress | undefined;
  /** `aux_addresses`: kept for hosts outside of Docker. */
  readonly kept: readonly IpAddress[];
}

export interface NetworkPools {
  readonly pools: readonly AddressPool[];
  /** Whether the engine itself takes the first address where no gateway is named. */
  readonly ownGateway: boolean;
}

/** The subnets that a network of the file sets; undefined where it is not made from the file, or not all is known. */
export function networkPools(
  model: ComposeModel,
  entry: TopLevelEntry | undefined,
): NetworkPools | undefined {
  if (!entry) return { pools: [], ownGateway: false };
  const { value } = entry;
  const external = valueAt(value, 'external');
  if (external && textOf(external) !== 'false') return undefined;
  const driver = textOf(valueAt(value, 'ipam', 'driver'));
  if (driver !== undefined && driver !== 'default') return undefined;
  const known = (node: YamlNode | undefined): string | undefined => {
    const text = textOf(node);
    return node && text !== undefined ? withDefaults(text, model.variables(node.source)) : undefined;
  };
  const pools: AddressPool[] = [];
  for (const node of itemsOf(valueAt(value, 'ipam', 'config'))) {
    const subnetNode = valueAt(node, 'subnet');
    const subnetText = known(subnetNode);
    const gatewayNode = valueAt(node, 'gateway');
    const gatewayText = known(gatewayNode);
    if ((subnetNode && subnetText === undefined) || (gatewayNode && gatewayText === undefined))
      return undefined;
    const aux = valueAt(node, 'aux_addresses');
    pools.push({
      node,
      subnetNode,
      subnetText: subnetText ?? '',
      subnet: readSubnet(subnetText ?? ''),
      gatewayNode,
      gateway: readIp(gatewayText ?? ''),
      kept:
        aux?.type === 'map'
          ? [...entries(aux).values()].flatMap((pair) => readIp(known(pair.value) ?? '') ?? [])
          : [],
    });
  }
  const kind = textOf(valueAt(value, 'driver')) ?? 'bridge';
  return { pools, ownGateway: (kind === 'bridge' || kind === '') && !isTrue(valueAt(value, 'internal')) };
}
