import type { ChapterId } from '../../chapterId';
import type { CommandId } from '../../commandIds';
import type { LimitName } from '../../kernel/limitDefinitions';
import type { Message } from '../../message';

/** Puts a message in the reader's language; handed in, so that the model needs no editor. */
export type Say = (message: Message) => string;

export const sections = ['namespaces', 'limits', 'processes', 'permissions', 'network'] as const;
export type Section = (typeof sections)[number];

/** What a node stands for: decides its children and what its commands act on. */
export type NodeTarget =
  | { readonly kind: 'engine' }
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'container' }
  | { readonly kind: 'section'; readonly section: Section }
  | { readonly kind: 'namespace'; readonly sharedWith: readonly string[] }
  | { readonly kind: 'limit'; readonly limit: LimitName; readonly composeKey: string }
  | { readonly kind: 'port'; readonly ip: string; readonly publicPort: number }
  | { readonly kind: 'action'; readonly command: CommandId; readonly args: readonly string[] }
  | { readonly kind: 'swarm' }
  /** A task of a swarm whose container is on a shown engine. */
  | { readonly kind: 'task'; readonly engine: string; readonly container: string }
  | { readonly kind: 'detail' };

/** A theme icon of the editor, with a theme colour when the colour means something. */
export interface NodeIcon {
  readonly name: string;
  readonly color?: string;
}

/** For what is weaker than the default, nearly used up, or otherwise than declared. */
export const warningIcon: NodeIcon = { name: 'warning', color: 'list.warningForeground' };

/** What hovering a node says: facts, then one sentence that teaches, with the chapter that says more. */
export interface NodeTooltip {
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly lesson?: string;
  readonly chapter?: ChapterId;
}

/** One row of the containers tree, in the reader's language but knowing nothing of the editor. */
export interface TreeNode {
  /** The same for the same thing over time, so that the tree keeps what is expanded and selected. */
  readonly id: string;
  /** Name of the engine's endpoint. */
  readonly engine: string;
  /** Full ids of the containers that the node is about. */
  readonly containers: readonly string[];
  readonly target: NodeTarget;
  readonly label: string;
  readonly description: string;
  readonly tooltip: NodeTooltip;
  /** The whole row in words, for a screen reader. */
  readonly spoken: string;
  readonly icon: NodeIcon | undefined;
  /** Words that the menus' `when` clauses look for, separated by spaces. */
  readonly context: string;
  readonly expand: 'leaf' | 'collapsed' | 'expanded';
  /** Nodes below it where they are known with it; else they are asked for when it is expanded. */
  readonly children?: readonly TreeNode[];
  /** A stopped container: shown, but greyed. */
  readonly dimmed?: boolean;
}
