import type { EnvironmentEntry } from './composeModel';
import { placeInScalar } from './scalarPlace';
import { entries, isNull, placeOf, type YamlNode } from './yamlNodes';

/** The entries of an `environment` (or `args`, `labels`: the same two forms), in the order of the file. */
export function readEnvironment(value: YamlNode | undefined): EnvironmentEntry[] {
  if (value?.type === 'map') return fromMap(value);
  if (value?.type === 'seq') return value.items.flatMap((item) => fromItem(item.value));
  return [];
}

function fromMap(map: Extract<YamlNode, { type: 'map' }>): EnvironmentEntry[] {
  const result: EnvironmentEntry[] = [];
  for (const [key, pair] of entries(map)) {
    const node = pair.value;
    if (node.type !== 'scalar') continue;
    const absent = isNull(node);
    result.push({
      key,
      value: absent ? undefined : node.text,
      keyPlace: placeOf(pair.key),
      valuePlace: absent ? undefined : placeInScalar(node, 0),
      node,
      valueOffset: 0,
      style: node.style,
      form: 'map',
    });
  }
  return result;
}

function fromItem(node: YamlNode): EnvironmentEntry[] {
  if (node.type !== 'scalar' || isNull(node)) return [];
  const equals = node.text.indexOf('=');
  const keyEnd = equals < 0 ? node.text.length : equals;
  return [
    {
      key: node.text.slice(0, keyEnd),
      value: equals < 0 ? undefined : node.text.slice(equals + 1),
      keyPlace: placeInScalar(node, 0, keyEnd),
      valuePlace: equals < 0 ? undefined : placeInScalar(node, equals + 1),
      node,
      valueOffset: equals + 1,
      style: node.style,
      form: 'list',
    },
  ];
}
