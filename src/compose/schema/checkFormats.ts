import { msg, type Message } from '../../message';
import type { Service } from '../composeModel';
import { knownText } from '../facts/knownText';
import { itemsOf, placeOf, valueAt, type YamlNode } from '../yamlNodes';
import { serviceClashes } from './checkClashes';
import type { SchemaProblem } from './schemaProblem';

/** Keys that the long form of an item cannot do without, though the schema does not say so. */
const neededKeys = [
  ['ports', 'target'],
  ['secrets', 'source'],
  ['configs', 'source'],
  ['build.secrets', 'source'],
] as const;

/** What the schema takes in a service and Compose does not: first words of a healthcheck, keys that it needs. */
export function formatProblems(service: Service): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const test = service.get('healthcheck', 'test');
  const first = test?.type === 'seq' ? test.items[0]?.value : undefined;
  const word = knownText(service, first);
  if (first && word !== undefined && !/^(?:NONE|CMD|CMD-SHELL)$/.test(word))
    problems.push(
      problem(
        first,
        msg('A list in `healthcheck.test` begins with `CMD`, `CMD-SHELL` or `NONE`, not with `{0}`.', word),
      ),
    );
  for (const [list, key] of neededKeys)
    for (const item of itemsOf(
      list === 'build.secrets' ? service.get('build', 'secrets') : service.get(list),
    ))
      if (item.type === 'map' && !valueAt(item, key))
        problems.push({ ...problem(item, msg('`{0}` needs the key `{1}`.', list, key)), kind: 'missingKey' });
  // One by one: as arguments of one call, very many would not fit on the stack.
  for (const found of serviceClashes(service)) problems.push(found);
  return problems;
}

function problem(node: YamlNode, message: Message): SchemaProblem {
  return { kind: 'badValue', place: placeOf(node), message, fixes: [] };
}
