import type { ContainerNodeRef } from '../engine/containerRef';
import type { TreeNode } from './model/treeNode';

/** What is seen of a row without pointing at it. */
export function looksOf({ label, description, context, dimmed, icon }: TreeNode): string {
  return JSON.stringify([label, description, context, dimmed, icon]);
}

/**
 * One row as the editor holds it. It stays the same object while the thing it shows is there, so that the
 * editor can be told which row changed; what it shows is replaced.
 */
export class TreeElement implements ContainerNodeRef {
  /** True while its children are on display, as far as this row is concerned. */
  open = false;
  /** How it looked when it was drawn last. */
  drawn = '';
  children: readonly TreeElement[] = [];

  constructor(
    readonly parent: TreeElement | undefined,
    public node: TreeNode,
  ) {}

  get id(): string {
    return this.node.id;
  }

  get engine(): string {
    return this.node.engine;
  }

  get containers(): readonly string[] {
    return this.node.containers;
  }

  /** True when this row and all above it are open. */
  get onDisplay(): boolean {
    return this.open && (this.parent?.onDisplay ?? true);
  }
}
