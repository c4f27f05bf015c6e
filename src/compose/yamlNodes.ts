import type { OffsetRange, Place } from './finding';

/** One text that was handed in, under the name by which findings speak of it. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

interface NodeBase extends OffsetRange {
  readonly source: SourceText;
  /** `!reset`, `!override`, `!!str`…, as written. */
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

/** A single value. `start`/`end` hold the quotes; for `|` and `>` they begin at that sign. */
export interface ScalarNode extends NodeBase {
  readonly type: 'scalar';
  /** What the value says once quotes, escapes and folding are undone. Never interpolated. */
  readonly text: string;
  readonly style: ScalarStyle;
}

/** `*name`, where it was written. The value next to it is the anchor's node, shared and never copied. */
export interface AliasMark extends OffsetRange {
  readonly name: string;
}

export interface Pair {
  readonly key: ScalarNode;
  /** A missing value is an empty plain scalar (see `isNull`); an alias is already its target. */
  readonly value: YamlNode;
  /** Set where the value was written as `*alias`: then `value` stands elsewhere in the file. */
  readonly alias: AliasMark | undefined;
}

export interface MapNode extends NodeBase {
  readonly type: 'map';
  /** `{a: b}` rather than one key a line. */
  readonly flow: boolean;
  /** As written: `<<` is still a pair, duplicates are still there. See `lookup` and `entries`. */
  readonly pairs: readonly Pair[];
  /** Set where the map was put together from several: those that were written, the strongest first. */
  readonly parts?: readonly MapNode[] | undefined;
  /** See `entries`. */
  byKey(): ReadonlyMap<string, Pair>;
  /** See `lookup`. */
  find(key: string): Pair | undefined;
}

export interface SeqItem {
  readonly value: YamlNode;
  readonly alias: AliasMark | undefined;
}

export interface SeqNode extends NodeBase {
  readonly type: 'seq';
  readonly flow: boolean;
  readonly items: readonly SeqItem[];
  /** As for a map. */
  readonly parts?: readonly SeqNode[];
}

/** Nodes form a graph without cycles: an alias is a second way to the same node. */
export type YamlNode = ScalarNode | MapNode | SeqNode;

/** The null that stands where nothing is written. */
export function emptyScalar(source: SourceText): ScalarNode {
  return {
    type: 'scalar',
    source,
    start: 0,
    end: 0,
    tag: undefined,
    anchor: undefined,
    text: '',
    style: 'plain',
  };
}

/** Where a node was written, without the line break that ends a block. */
export function placeOf(node: YamlNode): Place {
  let { end } = node;
  if (node.type !== 'scalar') while (end > node.start && /\s/.test(node.source.text[end - 1] ?? '')) end--;
  return { file: node.source.file, range: { start: node.start, end } };
}

/** The words of a scalar; undefined for maps, lists, null and absent nodes. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.type === 'scalar' && !isNull(node) ? node.text : undefined;
}

export function isNull(node: YamlNode): boolean {
  return (
    node.type === 'scalar' &&
    node.style === 'plain' &&
    (node.text === '' || node.text === '~' || /^null$|^Null$|^NULL$/.test(node.text)) &&
    node.tag !== '!!str'
  );
}

export type ScalarType = 'null' | 'boolean' | 'integer' | 'float' | 'string';

/** The type that YAML gives a scalar, as compose (YAML 1.2 core) reads it. */
export function scalarType(node: ScalarNode): ScalarType {
  if (node.style !== 'plain' || node.tag === '!!str') return 'string';
  const { text } = node;
  if (isNull(node)) return 'null';
  if (/^(?:true|false|True|False|TRUE|FALSE)$/.test(text)) return 'boolean';
  if (/^[-+]?(?:\d[\d_]*|0o[0-7_]+|0x[\da-fA-F_]+|0b[01_]+)$/.test(text)) return 'integer';
  if (
    /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)
  )
    return 'float';
  return 'string';
}

/** Whether Compose’s reader of YAML makes a date of it: text for most, but newer versions refuse it at their keys. */
export function isDate(node: ScalarNode): boolean {
  if (node.style !== 'plain' || node.tag !== undefined) return false;
  const match =
    /^\d{4}-(\d{1,2})-(\d{1,2})(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/.exec(
      node.text,
    );
  return match !== null && Number(match[1]) <= 12 && Number(match[1]) > 0 && Number(match[2]) <= 31;
}

/** True for `true`, `"true"`, `yes`, `on` as compose takes them for a flag. */
export function isTrue(node: YamlNode | undefined): boolean {
  return node?.type === 'scalar' && /^(?:true|yes|on|y|1)$/i.test(node.text);
}

/** The items of a list, or the one value where a list may be written as a single scalar. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined || isNull(node)) return [];
  return node.type === 'seq' ? node.items.map((item) => item.value) : node.type === 'scalar' ? [node] : [];
}

/** `<<`: its value's keys are as if written here. */
export const isMergePair = ({ key }: Pair): boolean =>
  key.text === '<<' && (key.style === 'plain' ? key.tag !== '!!str' : key.tag === '!!merge');

/** Whether Compose can merge a value in: a map, or a list of maps, aliases or written out. */
export const canBeMerged = (value: YamlNode): boolean =>
  value.type === 'map' || (value.type === 'seq' && value.items.every((item) => item.value.type === 'map'));

/** The maps that a `<<` pair merges in, in order of precedence. */
export function mergedMaps(pair: Pair): readonly MapNode[] {
  if (pair.value.type === 'map') return [pair.value];
  if (pair.value.type !== 'seq') return [];
  return pair.value.items.flatMap((item) => (item.value.type === 'map' ? [item.value] : []));
}

/**
 * The pairs of a map by key: the last of two equal keys wins, merges (`<<`) fill in what is missing.
 * Kept by the map, so that one that is merged a thousand times is gone through once.
 */
export const entries = (map: MapNode): ReadonlyMap<string, Pair> => map.byKey();

/** The pair of `key` in a map, through merges. */
export function lookup(node: YamlNode | undefined, key: string): Pair | undefined {
  return node?.type === 'map' ? node.find(key) : undefined;
}

/** The value at a path of keys, through aliases and merges: `valueAt(top, 'services', 'db', 'image')`. */
export function valueAt(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const key of path) at = lookup(at, key)?.value;
  return at;
}
