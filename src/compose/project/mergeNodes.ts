import { placeInScalar } from '../scalarPlace';
import {
  entries,
  isNull,
  itemsOf,
  lookup,
  textOf,
  type MapNode,
  type Pair,
  type ScalarNode,
  type SeqItem,
  type SeqNode,
  type YamlNode,
} from '../yamlNodes';
import { WrittenMap } from '../yaml/writtenMap';
import { joinItems, type ReadWords } from './uniqueItems';

/**
 * How Compose puts two values of one key together where it is not the plain way (maps key by key, lists one after
 * the other, the later word for all else). Read from compose-go's merge rules and checked against Compose itself.
 */
type Way =
  /** The later value alone. */
  | 'replace'
  /** `KEY=value` items or a map. */
  | 'variables'
  /** A list of names or a map by name. */
  | 'names'
  /** One value or a list of them. */
  | 'list'
  /** A list of `name:address` or a map of them; a name may have several addresses. */
  | 'hosts';

const ways: Readonly<Record<string, Way>> = {
  'networks.*.ipam.config': 'replace',
  'networks.*.labels': 'variables',
  'volumes.*.labels': 'variables',
  'services.*.annotations': 'variables',
  'services.*.build.additional_contexts': 'variables',
  'services.*.build.args': 'variables',
  'services.*.build.extra_hosts': 'hosts',
  'services.*.build.labels': 'variables',
  'services.*.command': 'replace',
  'services.*.depends_on': 'names',
  'services.*.deploy.labels': 'variables',
  'services.*.dns': 'list',
  'services.*.dns_opt': 'list',
  'services.*.dns_search': 'list',
  'services.*.entrypoint': 'replace',
  'services.*.env_file': 'list',
  'services.*.environment': 'variables',
  'services.*.extends': 'replace',
  'services.*.extra_hosts': 'hosts',
  'services.*.healthcheck.test': 'replace',
  'services.*.labels': 'variables',
  'services.*.networks': 'names',
  'services.*.sysctls': 'variables',
  'services.*.tmpfs': 'list',
};

/** Maps whose keys are names that the author chose. */
const named = new Set(['services.*.networks', 'services.*.depends_on', 'services.*.ulimits']);

const childOf = (path: string, key: string): string => `${path}.${named.has(path) ? '*' : key}`;

/**
 * One pair of several for the same key, the strongest first. `!reset` takes the key away from all that is weaker,
 * `!override` lets nothing weaker through. Every value keeps the place where it was written.
 */
export function mergePairs(
  path: string,
  found: readonly Pair[],
  tagged: boolean,
  words: ReadWords = (_, text) => text,
): Pair | undefined {
  const end = found.findIndex(({ value }) => value.tag === '!reset' || value.tag === '!override');
  const last = found[end];
  const counted = last ? found.slice(0, last.value.tag === '!reset' ? end : end + 1) : found;
  const [strongest, ...weaker] = counted;
  if (!strongest) return undefined;
  const bare = tagged ? (node: YamlNode) => withoutReset(node) : (node: YamlNode) => node;
  if (weaker.length === 0) {
    const value = bare(strongest.value);
    return value === strongest.value ? strongest : { ...strongest, value };
  }
  // From the weakest up; `!reset` deeper inside acts on what lies under it.
  let value = bare((counted.at(-1) ?? strongest).value);
  for (let index = counted.length - 2; index >= 0; index--) {
    const next = counted[index];
    if (next) value = merge(path, value, next.value, words);
  }
  return value === strongest.value ? strongest : { key: strongest.key, value: bare(value), alias: undefined };
}

function merge(path: string, weaker: YamlNode, stronger: YamlNode, words: ReadWords): YamlNode {
  const way = ways[path];
  if (way === 'replace' || stronger.tag === '!override') return stronger;
  if (isNull(stronger)) return weaker;
  if (isNull(weaker)) return stronger;
  if (way === 'names') return mergeMaps(path, byName(weaker, words), byName(stronger, words), words);
  if (way === 'variables' && weaker.type !== stronger.type)
    return mergeMaps(path, byVariable(weaker), byVariable(stronger), words);
  if (way === 'list') return mergeLists(path, listOf(weaker), listOf(stronger), words);
  if (way === 'hosts') return mergeLists(path, hostsOf(weaker), hostsOf(stronger), words);
  if (path === 'services.*.build') return mergeMaps(path, withContext(weaker), withContext(stronger), words);
  if (path === 'services.*.logging' && differ(lookup(weaker, 'driver'), lookup(stronger, 'driver')))
    return stronger;
  if (weaker.type === 'map' && stronger.type === 'map') return mergeMaps(path, weaker, stronger, words);
  if (weaker.type === 'seq' && stronger.type === 'seq') return mergeLists(path, weaker, stronger, words);
  return stronger;
}

function mergeMaps(path: string, weaker: YamlNode, stronger: YamlNode, words: ReadWords): YamlNode {
  if (weaker.type !== 'map' || stronger.type !== 'map') return stronger;
  const pairs = new Map(entries(weaker));
  for (const [key, pair] of entries(stronger)) {
    const before = pairs.get(key);
    if (pair.value.tag === '!reset') pairs.delete(key);
    else if (!before) pairs.set(key, pair);
    else {
      const value = merge(childOf(path, key), before.value, pair.value, words);
      pairs.set(key, value === pair.value ? pair : { key: pair.key, value, alias: undefined });
    }
  }
  return mapLike(stronger, [...pairs.values()], [...partsOf(stronger), ...partsOf(weaker)]);
}

function mergeLists(path: string, weaker: SeqNode, stronger: SeqNode, words: ReadWords): SeqNode {
  const items = joinItems(path, weaker.items, stronger.items, words);
  return { ...stronger, items, parts: [...partsOf(stronger), ...partsOf(weaker)] };
}

const partsOf = <T extends MapNode | SeqNode>(node: T): readonly T[] =>
  (node.parts as readonly T[] | undefined) ?? [node];

/** A value without the keys and items that `!reset` takes out; the same node where there are none. */
function withoutReset(node: YamlNode): YamlNode {
  if (node.type === 'scalar') return node;
  if (node.type === 'seq') {
    const items = node.items.filter(({ value }) => value.tag !== '!reset');
    return items.length === node.items.length ? node : { ...node, items, parts: partsOf(node) };
  }
  const pairs: Pair[] = [];
  let changed = false;
  for (const pair of entries(node).values()) {
    if (pair.value.tag === '!reset') {
      changed = true;
      continue;
    }
    const value = withoutReset(pair.value);
    if (value !== pair.value) changed = true;
    pairs.push(value === pair.value ? pair : { ...pair, value });
  }
  return changed ? mapLike(node, pairs, partsOf(node)) : node;
}

const differ = (one: Pair | undefined, other: Pair | undefined): boolean =>
  one !== undefined && other !== undefined && textOf(one.value) !== textOf(other.value);

/** A piece of a scalar as a string of its own, at its own place. */
function piece(node: ScalarNode, from: number, to = node.text.length): ScalarNode {
  const { range } = placeInScalar(node, from, to);
  return {
    ...node,
    ...range,
    text: node.text.slice(from, to),
    style: 'plain',
    anchor: undefined,
    tag: '!!str',
  };
}

const nothing = (at: ScalarNode): ScalarNode => ({
  ...at,
  start: at.end,
  text: '',
  style: 'plain',
  tag: undefined,
  anchor: undefined,
});

function mapOf(node: YamlNode, pairs: readonly Pair[]): MapNode {
  const { source, start, end } = node;
  return new WrittenMap({
    source,
    start,
    end,
    tag: node.tag,
    anchor: undefined,
    flow: true,
    pairs,
    parts: [],
  });
}

/** A map that stands where another does. */
function mapLike(
  { source, start, end, tag, anchor, flow }: MapNode,
  pairs: readonly Pair[],
  parts: readonly MapNode[],
): MapNode {
  return new WrittenMap({ source, start, end, tag, anchor, flow, pairs, parts });
}

/** `[a, b]` as `{a: , b: }`. Compose puts variables into values, and no longer into what has become a key. */
function byName(node: YamlNode, words: ReadWords): YamlNode {
  if (node.type !== 'seq') return node;
  const pairs = node.items.flatMap(({ value }) => {
    if (value.type !== 'scalar') return [];
    const filled = value.text.includes('$') ? words(value, value.text) : '';
    const key = filled === '' ? value : { ...value, text: filled };
    return [{ key, value: nothing(value), alias: undefined }];
  });
  return mapOf(node, pairs);
}

/** `[A=1, B]` as `{A: 1, B: }`. */
function byVariable(node: YamlNode): YamlNode {
  if (node.type !== 'seq') return node;
  const pairs = node.items.flatMap(({ value }): Pair[] => {
    if (value.type !== 'scalar') return [];
    const equals = value.text.indexOf('=');
    if (equals < 0) return [{ key: value, value: nothing(value), alias: undefined }];
    return [{ key: piece(value, 0, equals), value: piece(value, equals + 1), alias: undefined }];
  });
  return mapOf(node, pairs);
}

/** `./app` as `{context: ./app}`; the key has no place of its own. */
function withContext(node: YamlNode): YamlNode {
  if (node.type !== 'scalar') return node;
  const key: ScalarNode = { ...node, end: node.start, text: 'context', style: 'plain' };
  return mapOf(node, [{ key, value: node, alias: undefined }]);
}

function listOf(node: YamlNode): SeqNode {
  if (node.type === 'seq') return node;
  const { source, start, end } = node;
  const items: readonly SeqItem[] = [{ value: node, alias: undefined }];
  const parts: readonly SeqNode[] = [];
  return { type: 'seq', source, start, end, tag: undefined, anchor: undefined, flow: true, items, parts };
}

/** `{a: 1.1.1.1}` as `[a=1.1.1.1]`. */
function hostsOf(node: YamlNode): SeqNode {
  if (node.type !== 'map') return listOf(node);
  const { source, start, end } = node;
  const items = [...entries(node).values()].flatMap(({ key, value }): SeqItem[] =>
    itemsOf(value).flatMap((address) =>
      address.type === 'scalar'
        ? [{ value: { ...address, text: `${key.text}=${address.text}`, style: 'plain' }, alias: undefined }]
        : [],
    ),
  );
  return { type: 'seq', source, start, end, tag: undefined, anchor: undefined, flow: true, items, parts: [] };
}
