import { readPorts } from '../readPorts';
import { readVolumes } from '../readVolumes';
import { textOf, valueAt, type SeqItem, type SeqNode, type YamlNode } from '../yamlNodes';

/** What makes two items of a list one; undefined where an item says nothing of it. */
type Identity = (item: YamlNode) => string | undefined;

const words: Identity = (item) => textOf(item)?.replace(/=[^]*$/, '');

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

function port(item: YamlNode): string | undefined {
  const [read] = readPorts(asList(item));
  return read && `${read.hostIp ?? '0.0.0.0'}:${read.published ?? ''}:${read.target}/${read.protocol}`;
}

const volume: Identity = (item) => readVolumes(asList(item))[0]?.target;

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
  'services.*.annotations': words,
  'services.*.build.additional_contexts': words,
  'services.*.build.args': words,
  'services.*.build.labels': words,
  'services.*.build.platforms': words,
  'services.*.build.tags': words,
  'services.*.cap_add': words,
  'services.*.cap_drop': words,
  'services.*.configs': mountedUnder('/'),
  'services.*.deploy.labels': words,
  'services.*.devices': device,
  'services.*.dns': words,
  'services.*.dns_opt': words,
  'services.*.dns_search': words,
  'services.*.env_file': envFile,
  'services.*.environment': words,
  'services.*.expose': words,
  'services.*.labels': words,
  'services.*.links': words,
  'services.*.networks.*.aliases': words,
  'services.*.networks.*.link_local_ips': words,
  'services.*.ports': port,
  'services.*.profiles': words,
  'services.*.secrets': mountedUnder('/run/secrets/'),
  'services.*.sysctls': words,
  'services.*.tmpfs': words,
  'services.*.volumes': volume,
};

/** Two lists as one: what is said again in the second takes the place of the first, the rest is appended. */
export function joinItems(
  path: string,
  weaker: readonly SeqItem[],
  stronger: readonly SeqItem[],
): readonly SeqItem[] {
  const identity = identities[path];
  if (!identity) return [...weaker, ...stronger];
  const result = [...weaker];
  const at = new Map<string, number>();
  weaker.forEach(({ value }, index) => {
    const key = identity(value);
    if (key !== undefined) at.set(key, index);
  });
  for (const item of stronger) {
    const key = identity(item.value);
    const known = key === undefined ? undefined : at.get(key);
    if (known !== undefined) result[known] = item;
    else {
      if (key !== undefined) at.set(key, result.length);
      result.push(item);
    }
  }
  return result;
}
