import type { ChapterId } from '../../chapterId';
import type { NodeIcon, NodeTarget, TreeNode } from './treeNode';

/** What distinguishes one row below a container from the next. */
export interface Detail {
  /** Unique among its siblings. */
  readonly key: string;
  readonly label: string;
  readonly description?: string;
  readonly facts?: readonly (readonly [name: string, value: string])[];
  readonly lesson?: string;
  readonly chapter?: ChapterId;
  readonly spoken?: string;
  readonly icon?: NodeIcon;
  readonly context?: string;
  readonly target?: NodeTarget;
  readonly children?: readonly TreeNode[];
  readonly expanded?: boolean;
}

/** A row below `parent`, about the same containers. */
export function detailNode(parent: Pick<TreeNode, 'id' | 'engine' | 'containers'>, detail: Detail): TreeNode {
  const { label, description = '' } = detail;
  const children = detail.children ?? [];
  return {
    id: `${parent.id}/${detail.key}`,
    engine: parent.engine,
    containers: parent.containers,
    target: detail.target ?? { kind: 'detail' },
    label,
    description,
    tooltip: {
      title: label,
      facts: detail.facts ?? [],
      ...(detail.lesson !== undefined && { lesson: detail.lesson }),
      ...(detail.chapter !== undefined && { chapter: detail.chapter }),
    },
    spoken: detail.spoken ?? (description === '' ? label : `${label}: ${description}`),
    icon: detail.icon,
    context: detail.context ?? 'detail',
    expand: children.length === 0 ? 'leaf' : detail.expanded === true ? 'expanded' : 'collapsed',
    children,
  };
}
