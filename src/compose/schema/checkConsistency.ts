import { msg, type Message } from '../../message';
import type { Service } from '../composeModel';
import { knownText } from '../facts/knownText';
import { isNull, itemsOf, lookup, placeOf, scalarType, valueAt, type YamlNode } from '../yamlNodes';
import type { SchemaProblem } from './schemaProblem';

/** What Compose looks at once a service is read and merged, and of which the schema says nothing. */
export function consistencyProblems(service: Service): SchemaProblem[] {
  return [...watches(service), ...deviceRequests(service), ...mergedTwice(service)];
}

const bad = (node: YamlNode, message: Message): SchemaProblem => ({
  kind: 'badValue',
  place: placeOf(node),
  message,
  fixes: [],
});

/** Only what builds or starts anew needs no place for the files. */
function watches(service: Service): SchemaProblem[] {
  return itemsOf(service.get('develop', 'watch')).flatMap((watch): SchemaProblem[] => {
    const action = valueAt(watch, 'action');
    const text = knownText(service, action);
    if (!action || text === undefined || !/^sync(?:\+restart|\+exec)?$/.test(text)) return [];
    if (knownText(service, valueAt(watch, 'target')) !== '' && lookup(watch, 'target')) return [];
    return [
      {
        ...bad(
          action,
          msg('`{0}` copies files into the container: it needs a `target` (“target is required”).', text),
        ),
        kind: 'missingKey',
      },
    ];
  });
}

function deviceRequests(service: Service): SchemaProblem[] {
  return itemsOf(service.get('gpus')).flatMap((request): SchemaProblem[] => {
    const ids = lookup(request, 'device_ids');
    // Those of `deploy` are looked at with the keys that exclude each other.
    if (!ids || !lookup(request, 'count')) return [];
    return [
      bad(
        ids.key,
        msg(
          '`{0}` cannot have both `{1}` and `{2}`: Compose refuses the file.',
          'gpus',
          'count',
          'device_ids',
        ),
      ),
    ];
  });
}

/** Lists that Compose puts one after the other, and in which it wants no entry twice. */
const joinedLists = ['device_cgroup_rules', 'external_links', 'group_add', 'security_opt', 'volumes_from'];

function mergedTwice(service: Service): SchemaProblem[] {
  return joinedLists.flatMap((key): SchemaProblem[] => {
    const list = service.get(key);
    if (list?.type !== 'seq' || list.parts === undefined) return [];
    const first = new Map<string, YamlNode>();
    return list.items.flatMap(({ value }): SchemaProblem[] => {
      if (value.type !== 'scalar' || isNull(value)) return [];
      const text = knownText(service, value) ?? value.text;
      const entry = `${scalarType(value)} ${text}`;
      const before = first.get(entry);
      if (!before) first.set(entry, value);
      // What one list says twice is said of that list.
      if (!before || list.parts?.some(({ items }) => holds(items, before) && holds(items, value))) return [];
      return [
        bad(
          value,
          msg(
            '`{0}` stands in `{1}` here and in what it is merged with: Compose joins the lists and refuses what is there twice. Leave it out in one of them.',
            text,
            key,
          ),
        ),
      ];
    });
  });
}

const holds = (items: readonly { readonly value: YamlNode }[], node: YamlNode): boolean =>
  items.some(({ value }) => value === node);
