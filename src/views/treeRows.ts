import type { TreeNode } from './model/treeNode';
import { TreeElement } from './treeElement';

/** All rows that the editor was given, by the ids of what they show. */
export class TreeRows {
  readonly all = new Map<string, TreeElement>();

  /** Keeps the rows that are there, with what they show now; forgets those that are gone. */
  adopt(
    parent: TreeElement | undefined,
    before: readonly TreeElement[],
    nodes: readonly TreeNode[],
  ): readonly TreeElement[] {
    const kept = new Set(nodes.map((node) => node.id));
    for (const element of before) if (!kept.has(element.id)) this.#forget(element);
    return nodes.map((node) => {
      const known = this.all.get(node.id);
      if (known?.parent === parent && known !== undefined) {
        known.node = node;
        return known;
      }
      const element = new TreeElement(parent, node);
      element.open = node.expand === 'expanded';
      this.all.set(node.id, element);
      return element;
    });
  }

  #forget(element: TreeElement): void {
    if (this.all.get(element.id) === element) this.all.delete(element.id);
    for (const child of element.children) this.#forget(child);
  }
}
