import { isMergePair, type MapNode, type Pair, type SourceText, type YamlNode } from '../yamlNodes';
import { maxUnfolded, unfoldedSize } from './aliasBomb';
import { ChunkedMap, type Chunk } from './chunkedMap';
import { differenceOf, slidLeft, type Difference } from './differenceOf';
import { movedNode, movedPair, type NewHome } from './movedNodes';
import { quickPart } from './quickYaml';
import { WrittenMap } from './writtenMap';
import { TooDeep } from './yamlCursor';

type Owner = number | 'head' | 'tail';

/** A file of which one entry of `services` can be read anew alone. */
export interface ChunkedYaml {
  readonly source: SourceText;
  readonly root: MapNode;
  readonly chunks: readonly Chunk[];
  /** The services' names, each with the index of its chunk; no two are equal. */
  readonly names: ReadonlyMap<string, number>;
  /** Where the last of them ends. */
  readonly chunksEnd: number;
  /** How much further on than at first all stands that comes after them. */
  readonly tailBy: number;
  /** What does not change while only services do. */
  readonly frame: Frame;
  /** No less than the values that the file holds with its aliases written out. */
  readonly unfolded: number;
}

interface Frame {
  /** The root as it was first read. */
  readonly root: MapNode;
  readonly services: MapNode;
  /** The index of `services` among the root's keys. */
  readonly index: number;
  /** The column of the services' names. */
  readonly column: number;
  /** The anchors by their names, of which no two are equal, and the part of the file in which each stands. */
  readonly anchors: ReadonlyMap<string, { readonly node: YamlNode; readonly owner: Owner }>;
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Prepares a file that was read as a whole; undefined where its services cannot be read one by one. */
export function chunkedYaml(source: SourceText, documents: readonly YamlNode[]): ChunkedYaml | undefined {
  const [root, second] = documents;
  if (root?.type !== 'map' || root.flow || root.anchor !== undefined || second) return undefined;
  const { text } = source;
  // Of two equal keys the last counts, and what is merged stands elsewhere: one entry alone does not tell.
  if (new Set(root.pairs.map(({ key }) => key.text)).size < root.pairs.length) return undefined;
  if (root.pairs.some(isMergePair)) return undefined;
  const index = root.pairs.findIndex(({ key }) => key.text === 'services');
  const pair = root.pairs[index];
  const services = pair?.value;
  if (!pair || pair.alias || services?.type !== 'map' || services.flow || services.anchor !== undefined)
    return undefined;
  const chunks = services.pairs.map((one) => ({
    pair: one,
    by: 0,
    start: lineStart(text, one.key.start),
  }));
  const [first] = chunks;
  const names = new Map(chunks.map((one, at) => [one.pair.key.text, at]));
  if (names.size < chunks.length || services.pairs.some(isMergePair)) return undefined;
  const next = root.pairs[index + 1];
  if (!first || first.start <= pair.key.end) return undefined;
  const chunksEnd = next ? lineStart(text, next.key.start) : text.length;
  const anchors = text.includes('&') ? anchorsOf(root, chunks, chunksEnd) : new Map<string, never>();
  if (!anchors) return undefined;
  const column = first.pair.key.start - first.start;
  return {
    source,
    root,
    chunks,
    names,
    chunksEnd,
    tailBy: 0,
    frame: { root, services, index, column, anchors },
    unfolded: anchors.size === 0 ? 0 : unfoldedSize(root),
  };
}

function anchorsOf(root: MapNode, chunks: readonly Chunk[], chunksEnd: number): Frame['anchors'] | undefined {
  const anchors = new Map<string, { node: YamlNode; owner: Owner }>();
  let found = 0;
  const walk = (node: YamlNode): void => {
    if (node.anchor !== undefined) {
      found++;
      const owner = node.start >= chunksEnd ? 'tail' : (chunkAt(chunks, node.start) ?? 'head');
      anchors.set(node.anchor, { node, owner });
    }
    if (node.type !== 'scalar')
      for (const slot of node.type === 'map' ? node.pairs : node.items) if (!slot.alias) walk(slot.value);
  };
  walk(root);
  return found === anchors.size ? anchors : undefined;
}

/** The index of the last chunk that begins at or before an offset. */
function chunkAt(chunks: readonly Chunk[], offset: number): number | undefined {
  let low = -1;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((chunks[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low < 0 ? undefined : low;
}

/** A file read anew, and which of its services was. */
export interface Reparsed {
  readonly yaml: ChunkedYaml;
  readonly index: number;
  /** What stood from here on stands `by` characters further on. */
  readonly from: number;
  readonly by: number;
}

/**
 * Reads a text that differs from an earlier one in a single service by reading that service alone. Undefined
 * where that cannot be done, or might not give what reading the whole gives: a property test holds them equal.
 */
export function reparseYaml(before: ChunkedYaml, text: string): Reparsed | undefined {
  const difference = differenceOf(before.source.text, text);
  const index = chunkAt(before.chunks, difference.start);
  if (index === undefined) return undefined;
  const read = readAgain(before, text, index, difference);
  if (read || index === 0) return read;
  // A line that is put in before a service, or taken out, may as well belong to the service above.
  return readAgain(before, text, index - 1, slidLeft(text, before.source.text, difference));
}

function readAgain(
  before: ChunkedYaml,
  text: string,
  index: number,
  difference: Difference,
): Reparsed | undefined {
  const { chunks, frame, chunksEnd } = before;
  const chunk = chunks[index];
  if (!chunk) return undefined;
  const end = chunks[index + 1]?.start ?? chunksEnd;
  if (difference.start < chunk.start || difference.oldEnd > end) return undefined;
  const by = text.length - before.source.text.length;
  const piece = ownCopy(text.slice(chunk.start, end + by));
  const last = end + by === text.length;
  if (!last && !piece.endsWith('\n')) return undefined;
  const { file } = before.source;
  const pair = readPiece({ file, text: piece }, frame, index);
  if (!pair || standsIn(frame, index)) return undefined;
  const names = renamed(before.names, chunk.pair.key.text, pair.key.text);
  if (!names) return undefined;
  const unfolded = frame.anchors.size === 0 ? 0 : before.unfolded + unfoldedSize(pair.value);
  if (unfolded > maxUnfolded) return undefined;
  const moved = [...chunks];
  moved[index] = { pair, by: chunk.start, start: chunk.start };
  if (by !== 0)
    for (const [at, one] of chunks.entries())
      if (at > index) moved[at] = { pair: one.pair, by: one.by + by, start: one.start + by };
  const source: SourceText = { file, text };
  const tailBy = before.tailBy + by;
  const root = rootOf(source, frame, moved, names, tailBy);
  return {
    yaml: { source, root, chunks: moved, names, chunksEnd: chunksEnd + by, tailBy, frame, unfolded },
    index,
    from: end,
    by,
  };
}

/** Without it each piece would keep the whole text that it was cut from in memory. */
const ownCopy = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** Whether an anchor stands in the entry: then others may change with it. */
function standsIn({ anchors }: Frame, index: number): boolean {
  for (const { owner } of anchors.values()) if (owner === index) return true;
  return false;
}

/** The one entry that a piece of the map of services holds. */
function readPiece(source: SourceText, { anchors, column }: Frame, index: number): Pair | undefined {
  // A blank or a comment in front might belong to what stands above.
  if (source.text.slice(0, column).trim() !== '' || source.text.slice(0, column).includes('\n'))
    return undefined;
  const seen = new Map<string, YamlNode>();
  for (const [name, { node, owner }] of anchors)
    if (owner === 'head' || (owner !== 'tail' && owner < index)) seen.set(name, node);
  try {
    const read = quickPart(source, { depth: 2, anchors: seen });
    const [root, second] = read?.documents ?? [];
    if (!read || second || root?.type !== 'map' || root.flow || root.pairs.length !== 1) return undefined;
    const [pair] = root.pairs;
    if (pair?.key.start !== column || (pair.key.text === '<<' && pair.key.style === 'plain'))
      return undefined;
    for (const [name, node] of read.anchors) if (seen.get(name) !== node) return undefined;
    return root.anchor === undefined && root.tag === undefined ? pair : undefined;
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

/** The names after one has changed, in the same order; undefined where another service has the new one. */
function renamed(
  names: ReadonlyMap<string, number>,
  old: string,
  name: string,
): ReadonlyMap<string, number> | undefined {
  if (old === name) return names;
  if (names.has(name)) return undefined;
  return new Map([...names].map(([one, at]) => [one === old ? name : one, at]));
}

function rootOf(
  source: SourceText,
  frame: Frame,
  chunks: readonly Chunk[],
  names: ReadonlyMap<string, number>,
  tailBy: number,
): MapNode {
  const targets = new Map<string, YamlNode>();
  const home: NewHome = {
    source,
    anchor(name) {
      const known = targets.get(name);
      if (known) return known;
      const anchored = frame.anchors.get(name);
      if (!anchored) throw new Error('An alias leads to an anchor that was there when it was read');
      const { node, owner } = anchored;
      const by = owner === 'head' ? 0 : owner === 'tail' ? tailBy : (chunks[owner]?.by ?? 0);
      const target = movedNode(node, by, home);
      targets.set(name, target);
      return target;
    },
  };
  const pairs = frame.root.pairs.map((pair, at): Pair => {
    if (at !== frame.index) return movedPair(pair, at < frame.index ? 0 : tailBy, home);
    const value = new ChunkedMap(frame.services, chunks, names, home);
    return { ...movedPair({ ...pair, value: pair.key }, 0, home), value };
  });
  return new WrittenMap({ ...frame.root, source, end: endOf(pairs), pairs });
}

function endOf(pairs: readonly Pair[]): number {
  const last = pairs.at(-1);
  return last?.alias?.end ?? last?.value.end ?? 0;
}
