import { entries, isNull, type YamlNode } from '../yamlNodes';

/** Whether two values say the same, wherever and however they are written. */
export function sameNode(one: YamlNode | undefined, other: YamlNode | undefined): boolean {
  if (one === other) return true;
  if (!one || !other) return false;
  if (one.type === 'scalar' || other.type === 'scalar')
    return (
      one.type === 'scalar' &&
      other.type === 'scalar' &&
      one.text === other.text &&
      isNull(one) === isNull(other)
    );
  if (one.type === 'seq' || other.type === 'seq')
    return (
      one.type === 'seq' &&
      other.type === 'seq' &&
      one.items.length === other.items.length &&
      one.items.every(({ value }, index) => sameNode(value, other.items[index]?.value))
    );
  const pairs = entries(one);
  const others = entries(other);
  return (
    pairs.size === others.size &&
    [...pairs].every(([key, { value }]) => sameNode(value, others.get(key)?.value))
  );
}
