import type { YamlNode } from '../yamlNodes';

/**
 * As many values as aliases may unfold to. Files that somebody wrote stay under it: 5,000 services that merge one map of
 * 200 keys are a million. (Compose 2.40 works on such a file for a minute and takes it; it knows no bound.)
 */
export const maxUnfolded = 4_000_000;

/**
 * Where a document, with its aliases written out, would hold more than `maxUnfolded` values and more than ten
 * times what is written: the place of the alias that goes over. Counts each node once: linear in the file.
 */
export function aliasBomb(root: YamlNode): { start: number; end: number } | undefined {
  const counter = new Counter();
  const size = counter.size(root);
  return size > maxUnfolded && size > 10 * counter.written ? (counter.worst ?? root) : undefined;
}

/** How many values a node holds with its aliases written out. */
export const unfoldedSize = (root: YamlNode): number => new Counter().size(root);

class Counter {
  written = 0;
  worst: { start: number; end: number } | undefined;
  private largest = 0;
  private readonly sizes = new Map<YamlNode, number>();

  size(node: YamlNode): number {
    const known = this.sizes.get(node);
    if (known !== undefined) return known;
    this.written++;
    let total = 1;
    if (node.type !== 'scalar')
      for (const slot of node.type === 'map' ? node.pairs : node.items) {
        const size = this.size(slot.value);
        total += size;
        if (slot.alias && size > this.largest) {
          this.largest = size;
          this.worst = slot.alias;
        }
      }
    if (node.type !== 'scalar' || node.anchor !== undefined) this.sizes.set(node, total);
    return total;
  }
}
