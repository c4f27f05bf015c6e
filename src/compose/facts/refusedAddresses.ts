import { msg } from '../../message';
import { entries, itemsOf, valueAt, type YamlNode } from '../yamlNodes';
import { readIp } from './ipAddress';
import { knownText } from './knownText';
import { nearestName } from '../schema/nearestName';
import { each, type Check, type Refusal, type RefusedValue } from './refusedValue';

const extraHosts: Check = (service) => {
  const value = service.get('extra_hosts');
  const named: readonly (readonly [YamlNode, string | undefined])[] =
    value?.type === 'map'
      ? [...entries(value).values()].flatMap((pair) =>
          itemsOf(pair.value).map((node) => [node, knownText(service, node)] as const),
        )
      : itemsOf(value).map(
          (node) => [node, /^[^=:]*[=:]([^]*)$/.exec(knownText(service, node) ?? '')?.[1]] as const,
        );
  return named.flatMap(([node, address]): RefusedValue[] => {
    const bare = address?.trim().replace(/^\[(.*)\]$/, '$1');
    if (bare === undefined || bare === '' || bare === 'host-gateway' || readIp(bare)) return [];
    const near = nearestName(bare, ['host-gateway']);
    return [
      {
        node,
        message: msg(
          'A host of `extra_hosts` is given an IP address or `host-gateway`, not `{0}`: the engine refuses it (“invalid IP address in add-host”).',
          bare,
        ),
        meant: near === undefined || node.type !== 'scalar' ? undefined : node.text.replace(bare, near),
      },
    ];
  });
};

const macFormat = /^(?:(?:[\da-f]{2}([:-]))(?:[\da-f]{2}\1)*[\da-f]{2}|(?:[\da-f]{4}\.)+[\da-f]{4})$/i;

function macAddress(text: string): Refusal | undefined {
  const digits = text.replace(/[:.-]/g, '').length;
  if (text === '' || (macFormat.test(text) && [12, 16, 40].includes(digits))) return undefined;
  return {
    message: msg(
      '`{0}` is no MAC address, such as `02:42:ac:11:00:02`: the engine refuses it (“invalid MAC address”).',
      text,
    ),
  };
}

const networkMacs: Check = (service) => {
  const networks = service.get('networks');
  if (networks?.type !== 'map') return [];
  return [...entries(networks).values()].flatMap((pair): RefusedValue[] => {
    const node = valueAt(pair.value, 'mac_address');
    const text = knownText(service, node);
    const refused = text === undefined ? undefined : macAddress(text);
    return node && refused ? [{ node, ...refused }] : [];
  });
};

/** Addresses of hosts and interfaces that are none. */
export const addressChecks: readonly Check[] = [extraHosts, each(['mac_address'], macAddress), networkMacs];
