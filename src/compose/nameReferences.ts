import type { ComposeModel, Service } from './composeModel';
import type { OffsetRange } from './finding';
import { placeInScalar } from './scalarPlace';
import { itemsOf, type ScalarNode, type YamlNode } from './yamlNodes';

export type NameKind = 'services' | 'volumes' | 'networks' | 'secrets' | 'configs';

/** A place of a file where something is named: where it is defined, or where it is used. */
export interface NameReference {
  readonly kind: NameKind;
  readonly name: string;
  readonly range: OffsetRange;
  readonly definition: boolean;
}

/** Every place of the file itself where a service, volume, network, secret or config is named. */
export function nameReferences(model: ComposeModel): NameReference[] {
  const found = new Map<number, NameReference>();
  const add = (
    kind: NameKind,
    node: ScalarNode,
    definition: boolean,
    from = 0,
    to = node.text.length,
  ): void => {
    if (node.source !== model.source || to <= from) return;
    const { range } = placeInScalar(node, from, to);
    const name = node.text.slice(from, to);
    if (!found.has(range.start)) found.set(range.start, { kind, name, range, definition });
  };
  for (const service of model.services.values()) {
    add('services', service.nameNode, true);
    usesOf(service, add);
  }
  for (const kind of ['volumes', 'networks', 'secrets', 'configs'] as const)
    for (const { nameNode } of model.section(kind).values()) add(kind, nameNode, true);
  return [...found.values()];
}

type Add = (kind: NameKind, node: ScalarNode, definition: boolean, from?: number, to?: number) => void;

function usesOf(service: Service, add: Add): void {
  for (const kind of ['networks', 'secrets', 'configs'] as const)
    for (const node of namesIn(service.get(kind))) add(kind, node, false);
  for (const node of namesIn(service.get('depends_on'))) add('services', node, false);
  for (const node of itemsOf(service.get('links')))
    if (node.type === 'scalar') add('services', node, false, 0, (node.text.split(':')[0] ?? '').length);
  for (const node of itemsOf(service.get('volumes_from')))
    if (node.type === 'scalar' && !node.text.startsWith('container:'))
      add('services', node, false, 0, (node.text.split(':')[0] ?? '').length);
  for (const node of namesIn(service.get('build', 'secrets'))) add('secrets', node, false);
  for (const key of ['network_mode', 'pid', 'ipc']) {
    const node = service.get(key);
    if (node?.type === 'scalar' && node.text.startsWith('service:')) add('services', node, false, 8);
  }
  const extended = service.get('extends');
  if (extended?.type === 'scalar') add('services', extended, false);
  const inFile = service.get('extends', 'service');
  if (inFile?.type === 'scalar' && service.get('extends', 'file') === undefined)
    add('services', inFile, false);
  for (const { type, node, source } of service.volumes) {
    if (type !== 'volume' || source === undefined || source.includes('$')) continue;
    if (node.type === 'scalar') add('volumes', node, false, 0, source.length);
    else if (node.type === 'map')
      for (const { key, value } of node.pairs)
        if (key.text === 'source' && value.type === 'scalar') add('volumes', value, false);
  }
}

/** Names in a list (short, or with `source:`), or as the keys of a map. */
function namesIn(node: YamlNode | undefined): ScalarNode[] {
  if (node?.type === 'map') return node.pairs.map(({ key }) => key);
  return itemsOf(node).flatMap((item) => {
    if (item.type === 'scalar') return [item];
    if (item.type !== 'map') return [];
    return item.pairs.flatMap(({ key, value }) =>
      key.text === 'source' && value.type === 'scalar' ? [value] : [],
    );
  });
}
