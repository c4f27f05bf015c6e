import { readPorts } from '../readPorts';
import { readVolumes } from '../readVolumes';
import { textOf, valueAt, type SeqItem, type SeqNode, type YamlNode } from '../yamlNodes';

/** The words of a node once its variables are put in. */
export type ReadWords = (node: YamlNode, text: string) => string;

/** What makes two items of a list one; undefined where an item says nothing of it. */
type Identity = (item: YamlNode, words: ReadWords) => string | undefined;

const name: Identity = (item) => textOf(item)?.replace(/=[^]*$/, '');

const asList = (item: YamlNode): SeqNode => ({
  type: 'seq',
  source: item.source,
  start: item.start,
  end: item.end,
  tag: undefined,
  anchor: undefined,
  flow: true,
  items: [{ value: item, alias: undefined }],
});

/** A variable may hold more than one of the parts that the item is split into. */
const filledIn = (item: YamlNode, words: ReadWords): YamlNode =>
  item.type === 'scalar' && item.text.includes('$') ? { ...item, text: words(item, item.text) } : item;

const port: Identity = (item, words) => {
  const [read] = readPorts(asList(filledIn(item, words)));
  if (!read) return undefined;
  const { hostIp = '0.0.0.0', published = '', target, protocol } = read;
  return words(item, `${hostIp}:${published}:${target}/${protocol}`);
};

const volume: Identity = (item, words) => {
  const target = readVolumes(asList(filledIn(item, words)))[0]?.target;
  return target === undefined ? undefined : words(item, target);
};

const device: Identity = (item) => {
  if (item.type === 'map') return textOf(valueAt(item, 'target'));
  const [host, container] = textOf(item)?.split(':') ?? [];
  return container ?? host;
};

/** A secret or a config by the file under which the service finds it. */
const mountedUnder =
  (folder: string): Identity =>
  (item) =>
    item.type === 'map'
      ? (textOf(valueAt(item, 'target')) ?? folder + (textOf(valueAt(item, 'source')) ?? ''))
      : folder + (textOf(item) ?? '');

const envFile: Identity = (item) => textOf(item.type === 'map' ? valueAt(item, 'path') : item);

/** The lists in which a later item takes the place of an earlier one, as compose-go keeps them. */
const identities: Readonly<Record<string, Identity>> = {
  'services.*.annotations': name,
  'services.*.build.additional_contexts': name,
  'services.*.build.args': name,
  'services.*.build.labels': name,
  'services.*.build.platforms': name,
  'services.*.build.tags': name,
  'services.*.cap_add': name,
  'services.*.cap_drop': name,
  'services.*.configs': mountedUnder('/'),
  'services.*.deploy.labels': name,
  'services.*.devices': device,
  'services.*.dns': name,
  'services.*.dns_opt': name,
  'services.*.dns_search': name,
  'services.*.env_file': envFile,
  'services.*.environment': name,
  'services.*.expose': name,
  'services.*.labels': name,
  'services.*.links': name,
  'services.*.networks.*.aliases': name,
  'services.*.networks.*.link_local_ips': name,
  'services.*.ports': port,
  'services.*.profiles': name,
  'services.*.secrets': mountedUnder('/run/secrets/'),
  'services.*.sysctls': name,
  'services.*.tmpfs': name,
  'services.*.volumes': volume,
};

/** Two lists as one: what is said again in the second takes the place of the first, the rest is appended. */
export function joinItems(
  path: string,
  weaker: readonly SeqItem[],
  stronger: readonly SeqItem[],
  words: ReadWords,
): readonly SeqItem[] {
  const identity = identities[path];
  if (!identity) return [...weaker, ...stronger];
  const result = [...weaker];
  const at = new Map<string, number>();
  weaker.forEach(({ value }, index) => {
    const key = identity(value, words);
    if (key !== undefined) at.set(key, index);
  });
  for (const item of stronger) {
    const key = identity(item.value, words);
    const known = key === undefined ? undefined : at.get(key);
    if (known !== undefined) result[known] = item;
    else {
      if (key !== undefined) at.set(key, result.length);
      result.push(item);
    }
  }
  return result;
}
