import {
  isMergePair,
  type MapNode,
  type Pair,
  type ScalarNode,
  type ScalarStyle,
  type SeqItem,
  type SeqNode,
  type SourceText,
  type YamlNode,
} from '../yamlNodes';
import { pairsByKey } from './writtenMap';

/** The text in which moved nodes stand, and the anchors of that text, for what aliases lead to. */
export interface NewHome {
  readonly source: SourceText;
  anchor(name: string): YamlNode;
}

/**
 * A node that was read from an earlier text (`origin`) and stands, letter for letter, in a newer one: all its
 * offsets are `by` higher. What is under it is moved when somebody asks for it.
 */
abstract class MovedNode<T extends YamlNode> {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;

  constructor(
    protected readonly origin: T,
    protected readonly by: number,
    protected readonly home: NewHome,
  ) {
    this.source = home.source;
    this.start = origin.start + by;
    this.end = origin.end + by;
    this.tag = origin.tag;
    this.anchor = origin.anchor;
  }
}

function movedSlot({ value, alias }: SeqItem, by: number, home: NewHome): SeqItem {
  if (alias) {
    const { name, start, end } = alias;
    return { value: home.anchor(name), alias: { name, start: start + by, end: end + by } };
  }
  // An anchored node is one node, whichever way leads to it.
  return {
    value: value.anchor === undefined ? movedNode(value, by, home) : home.anchor(value.anchor),
    alias,
  };
}

class MovedScalar extends MovedNode<ScalarNode> implements ScalarNode {
  readonly type = 'scalar';
  readonly text = this.origin.text;
  readonly style: ScalarStyle = this.origin.style;
}

class MovedSeq extends MovedNode<SeqNode> implements SeqNode {
  readonly type = 'seq';
  readonly flow = this.origin.flow;
  private lazyItems: readonly SeqItem[] | undefined;

  get items(): readonly SeqItem[] {
    this.lazyItems ??= this.origin.items.map((item) => movedSlot(item, this.by, this.home));
    return this.lazyItems;
  }
}

class MovedMap extends MovedNode<MapNode> implements MapNode {
  readonly type = 'map';
  readonly flow = this.origin.flow;
  private lazyPairs: readonly Pair[] | undefined;
  private moved: Map<Pair, Pair> | undefined;
  private keyed: ReadonlyMap<string, Pair> | undefined;
  private merges: boolean | undefined;

  get pairs(): readonly Pair[] {
    this.lazyPairs ??= this.origin.pairs.map((pair) => this.movedPair(pair));
    return this.lazyPairs;
  }

  byKey(): ReadonlyMap<string, Pair> {
    this.keyed ??= pairsByKey(this.pairs);
    return this.keyed;
  }

  /** Only what is asked for is moved. */
  find(key: string): Pair | undefined {
    const pair = this.origin.find(key);
    if (!pair) return undefined;
    this.merges ??= this.origin.pairs.some(isMergePair);
    return this.merges ? this.byKey().get(key) : this.movedPair(pair);
  }

  /** One of the origin’s own pairs, where it stands now. */
  private movedPair(pair: Pair): Pair {
    this.moved ??= new Map<Pair, Pair>();
    let moved = this.moved.get(pair);
    if (!moved) this.moved.set(pair, (moved = movedPair(pair, this.by, this.home)));
    return moved;
  }
}

/** A node that stands `by` characters further on in a newer text. */
export function movedNode(node: YamlNode, by: number, home: NewHome): YamlNode {
  if (node.type === 'scalar') return new MovedScalar(node, by, home);
  return node.type === 'map' ? new MovedMap(node, by, home) : new MovedSeq(node, by, home);
}

/** A key and its value, the same way. */
export function movedPair(pair: Pair, by: number, home: NewHome): Pair {
  return { key: new MovedScalar(pair.key, by, home), ...movedSlot(pair, by, home) };
}
