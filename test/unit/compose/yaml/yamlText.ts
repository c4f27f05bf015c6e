import type { YamlNode } from '../../../../src/compose/yamlNodes';

/** A node as plain data, places included; an aliased node is shown once more only by where it stands. */
export function described(node: YamlNode): unknown {
  const { type, start, end, tag, anchor } = node;
  const base = [type, start, end, tag ?? '', anchor ?? ''];
  if (node.type === 'scalar') return [...base, node.style, node.text];
  if (node.type === 'seq')
    return [
      ...base,
      node.flow,
      node.items.map((item) => [item.alias, item.alias ? item.value.start : described(item.value)]),
    ];
  return [
    ...base,
    node.flow,
    node.pairs.map(({ key, value, alias }) => [
      described(key),
      alias,
      alias ? value.start : described(value),
    ]),
  ];
}
