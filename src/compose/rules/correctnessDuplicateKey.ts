import { msg } from '../../message';
import type { Service } from '../composeModel';
import { servicesWith, walkOf } from '../facts/servicesWith';
import type { RuleContext, Rule } from '../rule';
import {
  canBeMerged,
  isMergePair,
  isNull,
  placeOf,
  scalarType,
  type MapNode,
  type Pair,
  type ScalarNode,
  type YamlNode,
} from '../yamlNodes';

export const correctnessDuplicateKey: Rule = {
  id: 'correctness-duplicate-key',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg(
      'A key stands twice in one map, is a number rather than a name, or merges (`<<`) what is no map.',
    ),
    why: msg(
      'A map has one value for each key. YAML forbids the second, and Compose refuses the file; programs that are less strict silently keep one of the two.',
    ),
    risk: msg(
      'A limit or a password seems to be set, and the other line is what counts. Compose starts nothing from such a file.',
    ),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: ['x-base: &base\n  image: nginx:1.27\nservices:\n  web:\n    <<: *base\n    image: nginx:1.27\n'],
    bad: [
      'services:\n  web:\n    image: nginx:1.27\n    image: nginx:1.26\n',
      'services:\n  web: {image: nginx:1.27}\n  web: {image: nginx:1.27}\n',
      'services:\n  1:\n    image: nginx:1.27\n',
      'x-log: &log {driver: local}\nx-dns: &dns {dns: 1.1.1.1}\nservices:\n  web:\n    <<: *dns\n    <<: {init: true}\n    image: nginx:1.27\n',
      'x-name: &name web\nservices:\n  web:\n    <<: *name\n    image: nginx:1.27\n',
    ],
  },
  checkFile(context) {
    const { model, keep, report } = context;
    const { roots, quiet } = walkOf('duplicate key', model, keep, ({ map }) => {
      let found = map === undefined;
      if (map) walk(map, () => (found = true));
      return found;
    });
    for (const root of roots) walk(root, report, quiet);
    if (!keep) return;
    // The map of the services themselves may have been left out.
    const isOdd = ({ nameNode }: Service): boolean => scalarType(nameNode) !== 'string';
    for (const { nameNode } of servicesWith('odd name', model, keep, isOdd)) reportKeyType(nameNode, report);
  },
};

function walk(node: YamlNode, report: RuleContext['report'], quiet?: ReadonlySet<YamlNode>): void {
  if (node.type === 'scalar' || quiet?.has(node)) return;
  if (node.type === 'seq') {
    for (const item of node.items) if (!item.alias) walk(item.value, report, quiet);
    return;
  }
  checkKeys(node, report);
  for (const pair of node.pairs) if (!pair.alias) walk(pair.value, report, quiet);
}

function checkKeys(map: MapNode, report: RuleContext['report']): void {
  const { pairs } = map;
  const seen = new Map<string, ScalarNode>();
  for (const pair of pairs) {
    const { key } = pair;
    const first = seen.get(key.text);
    if (first === undefined) seen.set(key.text, key);
    else
      report({
        place: placeOf(key),
        message: isMergePair(pair)
          ? msg(
              '`<<` stands twice in the same map, which Compose refuses: name both in one list, `<<: [*a, *b]`.',
            )
          : msg('`{0}` stands twice in the same map: remove one of the two.', key.text),
        related: [{ place: placeOf(first), message: msg('It stands here already.') }],
      });
    if (isMergePair(pair)) reportUnmergeable(pair, report);
    else if (scalarType(key) !== 'string') reportKeyType(key, report);
  }
}

function reportUnmergeable({ key, value, alias }: Pair, report: RuleContext['report']): void {
  if (canBeMerged(value)) return;
  report({
    place: alias
      ? { file: key.source.file, range: { start: alias.start, end: alias.end } }
      : placeOf(isNull(value) ? key : value),
    message: msg(
      '`<<` merges a map in, or a list of maps. What stands here is neither: Compose refuses the file.',
    ),
    related: alias ? [{ place: placeOf(value), message: msg('This is what the alias stands for.') }] : [],
  });
}

function reportKeyType(key: ScalarNode, report: RuleContext['report']): void {
  const { start, end, source } = key;
  const at = (offset: number) => ({ file: source.file, range: { start: offset, end: offset }, newText: '"' });
  report({
    place: placeOf(key),
    message: msg(
      'YAML does not read the key `{0}` as text, and Compose takes only text for a key.',
      key.text,
    ),
    fixes: [{ title: msg('Put it in quotes'), preferred: true, edits: [at(start), at(end)] }],
  });
}
