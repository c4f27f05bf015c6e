import { isMergePair, mergedMaps, type MapNode, type Pair, type SourceText } from '../yamlNodes';

/** A map as it was read, or put together from several that were. */
export class WrittenMap implements MapNode {
  readonly type = 'map';
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  readonly flow: boolean;
  readonly pairs: readonly Pair[];
  readonly parts: readonly MapNode[] | undefined;
  private keyed: ReadonlyMap<string, Pair> | undefined;

  constructor(written: Omit<MapNode, 'type' | 'byKey' | 'find'>) {
    this.source = written.source;
    this.start = written.start;
    this.end = written.end;
    this.tag = written.tag;
    this.anchor = written.anchor;
    this.flow = written.flow;
    this.pairs = written.pairs;
    this.parts = written.parts;
  }

  byKey(): ReadonlyMap<string, Pair> {
    this.keyed ??= pairsByKey(this.pairs);
    return this.keyed;
  }

  find(key: string): Pair | undefined {
    return this.byKey().get(key);
  }
}

/** The last of two equal keys wins; merges fill in what is missing. */
export function pairsByKey(pairs: readonly Pair[]): ReadonlyMap<string, Pair> {
  const result = new Map<string, Pair>();
  let merges: Pair[] | undefined;
  for (const pair of pairs) {
    if (isMergePair(pair)) (merges ??= []).push(pair);
    else result.set(pair.key.text, pair);
  }
  for (const merge of merges ?? [])
    for (const merged of mergedMaps(merge))
      for (const [key, pair] of merged.byKey()) if (!result.has(key)) result.set(key, pair);
  return result;
}
