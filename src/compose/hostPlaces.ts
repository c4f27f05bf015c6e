import type { ComposeModel, FileAccess, Service } from './composeModel';
import { isLocalPath } from './facts/localPath';
import type { Place } from './finding';
import { hostsInText, type HostContext } from './hostsInText';
import { folderOf, resolvePath } from './project/paths';
import { readDotEnv } from './readDotEnv';
import { placeInScalar } from './scalarPlace';
import { itemsOf, textOf, valueAt, type ScalarNode, type YamlNode } from './yamlNodes';

/** A place where a service is named as a host. */
export interface HostPlace extends Place {
  /** In a file that is a program's own, and not one that compose reads. */
  readonly inConfiguration: boolean;
}

/** Keys of a service whose words name something else than a host. */
const noHosts: ReadonlySet<string> = new Set([
  ...['image', 'container_name', 'hostname', 'domainname', 'depends_on', 'networks', 'profiles', 'extends'],
  ...[
    'links',
    'external_links',
    'volumes',
    'volumes_from',
    'ports',
    'expose',
    'env_file',
    'user',
    'working_dir',
  ],
  ...[
    'network_mode',
    'pid',
    'ipc',
    'secrets',
    'configs',
    'devices',
    'tmpfs',
    'context',
    'dockerfile',
    'target',
    'tags',
    'cache_from',
    'cache_to',
    'additional_contexts',
    'platform',
    'pull_policy',
  ],
]);
const commands: ReadonlySet<string> = new Set(['command', 'entrypoint', 'test']);

/**
 * Where the files of a stack name a service as a host: other services reach it by its name, so it stands in addresses,
 * variables, commands and configuration files that they mount. Nothing where the name goes on to mean the service
 * when it is renamed, as the name of its container or an alias in a network.
 */
export function hostPlaces(run: ComposeModel, name: string, files: FileAccess): HostPlace[] {
  const service = run.services.get(name);
  if (!service || keepsName(service, name)) return [];
  const found = new Map<string, HostPlace>();
  const add = (place: Place, inConfiguration = false): void => {
    found.set(`${place.file} ${place.range.start}`, { ...place, inConfiguration });
  };
  for (const source of run.sources)
    for (const root of run.documentsOf(source))
      for (const { node, context, from } of scalarsOf(root))
        for (const host of hostsInText(node.text.slice(from), name, context))
          add(placeInScalar(node, from + host.from, from + host.to));
  for (const { file, isVariables } of namedFiles(run)) {
    const text = files.readFile(file);
    if (!text?.includes(name)) continue;
    if (!isVariables)
      for (const { from, to } of hostsInText(text, name, { config: true }))
        add({ file, range: { start: from, end: to } }, true);
    else
      for (const { key, valuePlace } of readDotEnv(text, file))
        if (valuePlace) {
          const { start, end } = valuePlace.range;
          for (const { from, to } of hostsInText(text.slice(start, end), name, { key }))
            add({ file, range: { start: start + from, end: start + to } });
        }
  }
  return [...found.values()];
}

/** Whether other services reach it under that name all the same. */
function keepsName(service: Service, name: string): boolean {
  const networks = service.get('networks');
  const aliases =
    networks?.type === 'map'
      ? networks.pairs.flatMap(({ value }) => itemsOf(valueAt(value, 'aliases')).map(textOf))
      : [];
  return service.text('container_name') === name || aliases.includes(name);
}

interface FoundScalar {
  readonly node: ScalarNode;
  readonly context: HostContext;
  /** Where the value begins: after `KEY=` in a list. */
  readonly from: number;
}

/** The scalars of a file in which a host may be named: of services, of fragments (`x-…`) and of configs. */
function* scalarsOf(root: YamlNode): Generator<FoundScalar> {
  if (root.type !== 'map') return;
  for (const { key, value, alias } of root.pairs) {
    if (alias) continue;
    if (key.text.startsWith('x-')) yield* valuesIn(value, undefined);
    else if (key.text === 'configs') yield* contents(value);
    else if (key.text === 'services' && value.type === 'map')
      for (const service of value.pairs) if (!service.alias) yield* valuesIn(service.value, undefined);
  }
}

function* contents(configs: YamlNode): Generator<FoundScalar> {
  if (configs.type !== 'map') return;
  for (const { value } of configs.pairs) {
    const node = valueAt(value, 'content');
    if (node?.type === 'scalar') yield { node, context: { config: true }, from: 0 };
  }
}

/** Keys under which every name may stand: of a variable, an argument or a label. */
const freeKeys: ReadonlySet<string> = new Set(['environment', 'args', 'labels', 'annotations']);

/** `before`: the words of a command in front of the node; undefined where it is none. */
function* valuesIn(node: YamlNode, key: string | undefined, before?: string): Generator<FoundScalar> {
  if (node.type === 'scalar') {
    if (before !== undefined) yield { node, context: { command: { before } }, from: 0 };
    else yield { node, context: { key }, from: 0 };
  } else if (node.type === 'map') {
    const isFree = key !== undefined && freeKeys.has(key);
    for (const pair of node.pairs)
      if (!pair.alias && (isFree || !noHosts.has(pair.key.text)))
        yield* valuesIn(pair.value, pair.key.text, commands.has(pair.key.text) ? '' : undefined);
  } else {
    let words = before;
    for (const { value, alias } of node.items) {
      if (alias) continue;
      const equals = value.type === 'scalar' && words === undefined ? value.text.indexOf('=') : -1;
      if (value.type === 'scalar' && equals > 0)
        yield { node: value, context: { key: value.text.slice(0, equals) }, from: equals + 1 };
      else yield* valuesIn(value, key, words);
      // All words so far are one command: of a long one the last count.
      if (words !== undefined && value.type === 'scalar') words = `${words} ${value.text}`.slice(-500);
    }
  }
}

interface NamedFile {
  /** As seen from the folder of the run's first file, or absolute. */
  readonly file: string;
  /** A file of variables, and no configuration of a program. */
  readonly isVariables: boolean;
}

/** The files that services take their variables from or mount: `.env`, `env_file`, configs, mounted files. */
function namedFiles(run: ComposeModel): NamedFile[] {
  const found = new Map<string, NamedFile>();
  const add = (node: YamlNode, path: string | undefined, isVariables: boolean): void => {
    if (path === undefined || path.includes('$') || !isLocalPath(path)) return;
    const source = run.sources.find((one) => one === node.source);
    const file = resolvePath(source ? run.folderOf(source) : folderOf(node.source.file), path);
    if (!found.has(file)) found.set(file, { file, isVariables });
  };
  add(run.root, '.env', true);
  for (const service of run.services.values()) {
    for (const item of itemsOf(service.get('env_file'))) {
      const path = item.type === 'map' ? valueAt(item, 'path') : item;
      if (path) add(path, textOf(path), true);
    }
    for (const { type, source, node } of service.volumes) if (type === 'bind') add(node, source, false);
  }
  for (const { value } of run.section('configs').values()) {
    const file = valueAt(value, 'file');
    if (file) add(file, textOf(file), false);
  }
  return [...found.values()];
}
