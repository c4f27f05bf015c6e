import type { ComposeModel, Service } from '../composeModel';
import { openPorts } from '../facts/openPorts';
import type { Place } from '../finding';
import { placeInScalar } from '../scalarPlace';
import { withDefaults } from '../withDefaults';
import { itemsOf, textOf, valueAt, type ScalarNode, type YamlNode } from '../yamlNodes';
import { authOffLine, authOffOptions, authOffSwitches, type AuthOffOption } from './authOffSwitches';
import { wordsOfItems, type ItemWord } from './commandWords';
import { knownImage } from './imageFacts';

/** What a service says of how it is started. */
export function commandText(service: Service): string {
  return [service.get('command'), service.get('entrypoint')]
    .flatMap(itemsOf)
    .flatMap((item) => textOf(item) ?? [])
    .join(' ');
}

/** A place where a service takes its authentication away; without `key` it never had any and is open to all. */
export interface OpenDoor {
  readonly key: string | undefined;
  readonly place: Place;
  /** True where the image makes a secret of its own each time: then only what passes the empty value on is open. */
  readonly random?: boolean;
}

/** Where a service lets everybody in: a switch, an option, or no password at all behind a published port. */
export function authenticationOff(service: Service): OpenDoor[] {
  const image = knownImage(service);
  const doors: OpenDoor[] = [...switchesOf(service, image?.authOff ?? []), ...optionsOf(service)];
  if (doors.length === 0 && image?.openWithout && openPorts(service).length > 0) {
    const told = [...service.environment.map(({ key }) => key), commandText(service)].join(' ');
    const mounted = service.volumes.some(({ target }) => /\.conf$|\/etc\//.test(target));
    if (!mounted && !service.has('env_file') && !image.openWithout.some((word) => told.includes(word)))
      doors.push({ key: undefined, place: service.namePlace });
  }
  return doors;
}

const switchesByKey = new Map(authOffSwitches.map((one) => [one.key, one]));

function switchesOf(service: Service, ofImage: typeof authOffSwitches): OpenDoor[] {
  const doors: OpenDoor[] = [];
  for (const { key, value, valuePlace, keyPlace, node } of service.environment) {
    const off = ofImage.find((one) => one.key === key) ?? switchesByKey.get(key);
    if (!off && key !== 'JUPYTER_TOKEN') continue;
    const shown = withDefaults(value ?? '', service.variablesOf(node));
    const place = valuePlace ?? keyPlace;
    if (key === 'JUPYTER_TOKEN' && value !== undefined && shown === '')
      doors.push({ key, place, random: true });
    if (!off || shown === undefined || shown === '' || !isOn(service, off.when)) continue;
    if (off.values === 'any' || off.values.includes(shown.toLowerCase())) doors.push({ key, place });
  }
  return doors;
}

function isOn(service: Service, key: string | undefined): boolean {
  if (key === undefined) return true;
  const entry = service.environment.find((one) => one.key === key);
  return withDefaults(entry?.value ?? '')?.toLowerCase() === 'true';
}

const optionsByName = new Map(authOffOptions.flatMap((one) => one.names.map((name) => [name, one])));
const optionNames = [...optionsByName.keys()];

function optionsOf(service: Service): OpenDoor[] {
  const image = service.text('image') ?? '';
  const nodes = [service.get('entrypoint'), service.get('command')].map(scalarsIn);
  // Most commands have none of the options: they are not cut into words.
  if (!nodes.flat().some(({ text }) => optionNames.some((name) => text.includes(name)))) return [];
  const words = nodes.flatMap((items) =>
    wordsOfItems(items.map(({ text }) => text)).map((word) => ({ ...word, node: items[word.item] })),
  );
  const values = new Map<string, string | undefined>();
  const doors: (OpenDoor & { readonly option: AuthOffOption })[] = [];
  for (const [i, word] of words.entries()) {
    const [name, value] = optionAt(words, i);
    if (name === undefined) continue;
    values.set(name, value);
    const option = optionsByName.get(name);
    if (!option?.values.includes(value) || option.image?.test(image) === false) continue;
    if (word.node)
      doors.push({
        key: name,
        place: placeInScalar(word.node, word.start, word.start + word.text.length),
        option,
      });
  }
  const [first] = doors.filter(
    ({ option }) => !option.unless?.some((name) => (values.get(name) ?? '') !== ''),
  );
  return first ? [{ key: first.key, place: first.place }] : [];
}

const scalarsIn = (node: YamlNode | undefined): ScalarNode[] =>
  itemsOf(node).filter((item) => item.type === 'scalar');

/** The option that a word is, and its value: behind `=`, or the next word; undefined where there is none. */
function optionAt(words: readonly ItemWord[], i: number): [name?: string, value?: string | undefined] {
  const text = words[i]?.text ?? '';
  const [, name, equals, value] = /^(?:-[ED])?(-{0,2}[A-Za-z][\w.-]{0,80})(=)?(.*)$/.exec(text) ?? [];
  if (name === undefined) return [];
  const next = words[i + 1];
  if (equals !== undefined) return [name, value === '' && next?.glued === true ? next.text : value];
  if (!name.startsWith('-')) return [];
  return [name, next?.first === false && !next.text.startsWith('-') ? next.text : undefined];
}

/** Where the text of a config that stands in the compose file lets everybody in. */
export function authenticationOffInConfigs(
  model: ComposeModel,
): { readonly key: string; readonly place: Place }[] {
  return [...model.section('configs').values()].flatMap(({ value }) => {
    const content = valueAt(value, 'content');
    if (content?.type !== 'scalar') return [];
    return [...content.text.matchAll(authOffLine)].flatMap(({ groups, indices }) => {
      const span = indices?.groups?.['key'];
      return span ? [{ key: groups?.['key'] ?? '', place: placeInScalar(content, ...span) }] : [];
    });
  });
}
