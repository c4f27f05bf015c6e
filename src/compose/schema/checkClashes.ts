import { msg } from '../../message';
import type { ComposeModel, Service } from '../composeModel';
import { knownText } from '../facts/knownText';
import {
  entries,
  isNull,
  itemsOf,
  lookup,
  placeOf,
  textOf,
  valueAt,
  type MapNode,
  type YamlNode,
} from '../yamlNodes';
import type { SchemaProblem } from './schemaProblem';

/** Keys of one map that Compose does not take together, or of which it wants one, though the schema does not say so. */
export function serviceClashes(service: Service): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const build = service.get('build');
  if (build?.type === 'map') problems.push(...together(build, ['dockerfile', 'dockerfile_inline'], 'build'));
  const path = ['resources', 'reservations', 'devices'] as const;
  for (const device of itemsOf(service.get('deploy', ...path)))
    if (device.type === 'map') problems.push(...together(device, ['count', 'device_ids'], 'devices'));
  for (const mount of itemsOf(service.get('volumes')))
    if (
      mount.type === 'map' &&
      knownText(service, valueAt(mount, 'type')) === 'bind' &&
      !valueAt(mount, 'source')
    )
      problems.push({
        kind: 'missingKey',
        place: placeOf(mount),
        message: msg('`{0}` needs the key `{1}`.', 'volumes', 'source'),
        fixes: [],
      });
  return problems;
}

const sources = { secrets: ['file', 'environment'], configs: ['file', 'environment', 'content'] } as const;

/** The same of what stands at the top of a file. */
export function topLevelClashes(model: ComposeModel): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  for (const section of ['secrets', 'configs'] as const)
    for (const [name, entry] of mapsIn(model, section)) {
      // Of a config, Compose looks no further where the key stands, whatever it says.
      if (isExternal(entry) || (section === 'configs' && lookup(entry, 'external'))) continue;
      const path = `${section}.${name}`;
      const keys = sources[section];
      const given = keys.filter((key) => lookup(entry, key));
      if (given.length > 1) problems.push(...together(entry, keys, path));
      else if (given.length === 0 && model.isComplete)
        problems.push({
          kind: 'missingKey',
          place: keyPlace(model, section, name, entry),
          message: msg('`{0}` needs one of the keys {1}.', path, keys.join(', ')),
          fixes: [],
        });
    }
  for (const [name, entry] of mapsIn(model, 'volumes'))
    if (isExternal(entry))
      for (const key of ['driver', 'driver_opts', 'labels'])
        problems.push(...together(entry, ['external', key], `volumes.${name}`));
  return problems;
}

function mapsIn(model: ComposeModel, section: string): [string, MapNode][] {
  const group = valueAt(model.root, section);
  if (group?.type !== 'map') return [];
  return [...entries(group)].flatMap(([name, { value }]): [string, MapNode][] =>
    value.type === 'map' && value.tag !== '!reset' ? [[name, value]] : [],
  );
}

function keyPlace(
  model: ComposeModel,
  section: string,
  name: string,
  entry: YamlNode,
): SchemaProblem['place'] {
  const group = valueAt(model.root, section);
  const pair = group && lookup(group, name);
  return placeOf(pair?.key ?? entry);
}

function isExternal(entry: MapNode): boolean {
  const external = valueAt(entry, 'external');
  return external !== undefined && !isNull(external) && !/^(?:false|n|no|off)$/i.test(textOf(external) ?? '');
}

/** What is wrong where more than one of these keys is given: said at the last of them. */
function together(map: MapNode, keys: readonly string[], path: string): SchemaProblem[] {
  const given = keys.flatMap((key) => lookup(map, key) ?? []);
  const [first] = given;
  const last = given.at(-1);
  if (!first || !last || first === last) return [];
  return [
    {
      kind: 'badValue',
      place: placeOf(last.key),
      message: msg(
        '`{0}` cannot have both `{1}` and `{2}`: Compose refuses the file.',
        path,
        first.key.text,
        last.key.text,
      ),
      fixes: [],
    },
  ];
}
