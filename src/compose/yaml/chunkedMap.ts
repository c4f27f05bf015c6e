import { LazyMap } from '../lazyMap';
import type { MapNode, Pair, SourceText } from '../yamlNodes';
import { movedPair, type NewHome } from './movedNodes';

/** One entry of a map that is read entry by entry: as it was first read, and where it stands now. */
export interface Chunk {
  readonly pair: Pair;
  /** How much further on it stands than where it was first read. */
  readonly by: number;
  /** Where its first line begins; it ends where the next chunk begins. */
  readonly start: number;
}

/** A block map of chunks: no key stands twice in it, and it merges nothing. A pair is moved when it is asked for. */
export class ChunkedMap implements MapNode {
  readonly type = 'map';
  readonly flow = false;
  readonly anchor = undefined;
  readonly parts = undefined;
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
  readonly tag: string | undefined;
  private readonly moved = new Map<number, Pair>();
  private lazyPairs: readonly Pair[] | undefined;
  private keyed: ReadonlyMap<string, Pair> | undefined;

  /** `first`: the map as it was first read; `names`: its keys, each with the index of its chunk. */
  constructor(
    first: MapNode,
    private readonly chunks: readonly Chunk[],
    private readonly names: ReadonlyMap<string, number>,
    private readonly home: NewHome,
  ) {
    this.source = home.source;
    this.start = first.start;
    this.tag = first.tag;
    const last = chunks.at(-1);
    this.end = last ? (last.pair.alias ?? last.pair.value).end + last.by : first.end;
  }

  get pairs(): readonly Pair[] {
    this.lazyPairs ??= this.chunks.map((chunk, index) => this.pairOf(chunk, index));
    return this.lazyPairs;
  }

  byKey(): ReadonlyMap<string, Pair> {
    this.keyed ??= new LazyMap(this.names, (name) => {
      const pair = this.find(name);
      if (!pair) throw new Error('A lazy map asks for its own keys only');
      return pair;
    });
    return this.keyed;
  }

  find(key: string): Pair | undefined {
    const index = this.names.get(key);
    const chunk = index === undefined ? undefined : this.chunks[index];
    return chunk && index !== undefined ? this.pairOf(chunk, index) : undefined;
  }

  private pairOf({ pair, by }: Chunk, index: number): Pair {
    let moved = this.moved.get(index);
    if (!moved) this.moved.set(index, (moved = movedPair(pair, by, this.home)));
    return moved;
  }
}
