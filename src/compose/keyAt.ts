import type { ScalarNode, YamlNode } from './yamlNodes';

/** The key at an offset of a text, with those that lead to it; undefined where there is none. Lists count for nothing. */
export function keyAt(
  node: YamlNode | undefined,
  offset: number,
  path: readonly string[] = [],
): { readonly key: ScalarNode; readonly path: readonly string[] } | undefined {
  if (node?.type === 'map')
    for (const { key, value } of node.pairs) {
      const here = [...path, key.text];
      if (holds(key, offset)) return { key, path: here };
      // An alias stands for what is written elsewhere: its letters lie outside.
      if (value.source === node.source && holds(value, offset)) return keyAt(value, offset, here);
    }
  if (node?.type === 'seq')
    for (const { value } of node.items)
      if (value.source === node.source && holds(value, offset)) return keyAt(value, offset, path);
  return undefined;
}

const holds = ({ start, end }: YamlNode, offset: number): boolean => start <= offset && offset <= end;
