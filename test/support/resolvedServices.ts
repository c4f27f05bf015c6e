import path from 'node:path';
import type { ComposeModel, FileAccess, Service } from '../../src/compose/composeModel';
import { numberOfBytes } from '../../src/compose/facts/limits';
import { interpolate } from '../../src/compose/interpolate';
import { readVariables } from '../../src/compose/project/readVariables';
import { resolvePath } from '../../src/compose/project/paths';
import {
  entries,
  isNull,
  itemsOf,
  scalarType,
  textOf,
  valueAt,
  type YamlNode,
} from '../../src/compose/yamlNodes';

type Value = null | string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** A project's services as our model has them, each key in the form in which `docker compose config` prints it. */
export function resolvedServices(
  model: ComposeModel,
  files: FileAccess,
  folder: string,
): Record<string, unknown> {
  return Object.fromEntries(
    [...model.services].map(([name, service]) => [
      name,
      serviceOf(new Reader(model, files, folder), service),
    ]),
  );
}

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

class Reader {
  constructor(
    private readonly model: ComposeModel,
    readonly files: FileAccess,
    private readonly folder: string,
  ) {}

  words(node: YamlNode, text: string): string {
    return interpolate(text, this.model.variables(node.source)).text;
  }

  value(node: YamlNode | undefined): Value | undefined {
    if (!node) return undefined;
    if (node.type === 'seq') return node.items.map((item) => this.value(item.value) ?? null);
    if (node.type === 'map')
      return Object.fromEntries(
        [...entries(node)].map(([key, pair]) => [key, this.value(pair.value) ?? null]),
      );
    if (isNull(node)) return null;
    const text = this.words(node, node.text);
    const type = scalarType(node);
    return type === 'integer' ? Number(text) : type === 'boolean' ? text === 'true' : text;
  }

  path(node: YamlNode, written: string): string {
    return path.resolve(this.folder, this.model.folderOf(node.source), this.words(node, written));
  }

  list(node: YamlNode | undefined): string[] | undefined {
    return node && itemsOf(node).map((item) => wordsOf(this.value(item)));
  }

  /** A map, or a list of `KEY=value`. */
  map(node: YamlNode | undefined): Record<string, string> | undefined {
    if (!node) return undefined;
    if (node.type === 'map')
      return Object.fromEntries(
        [...entries(node)].map(([key, { value }]) => [key, wordsOf(this.value(value))]),
      );
    return Object.fromEntries(
      (this.list(node) ?? []).map((item) => [item.replace(/=.*/, ''), item.replace(/^[^=]*=?/, '')]),
    );
  }

  /** `name=address`, of a list or a map. */
  hosts(node: YamlNode | undefined): string[] | undefined {
    if (!node) return undefined;
    const items =
      node.type === 'map'
        ? Object.entries(this.map(node) ?? {}).map((pair) => pair.join('='))
        : (this.list(node) ?? []).map((item) => item.replace(/[:=]/, '='));
    return items.sort();
  }

  names(node: YamlNode | undefined): string[] | undefined {
    if (!node) return undefined;
    return (node.type === 'map' ? [...entries(node).keys()] : (this.list(node) ?? [])).sort();
  }

  environment(service: Service): Record<string, string> | undefined {
    const node = service.get('env_file') ?? service.get('environment');
    const files = itemsOf(service.get('env_file')).flatMap((item) => {
      const at = item.type === 'map' ? valueAt(item, 'path') : item;
      if (!at) return [];
      const file = resolvePath(this.model.folderOf(at.source), this.words(at, textOf(at) ?? ''));
      const text = this.files.readFile(file);
      return text === undefined ? [] : [{ text, file }];
    });
    const outer = node && this.model.variables(node.source);
    const result: Record<string, string> = {};
    for (const [key, { value }] of readVariables(files, outer)) result[key] = value;
    for (const { key, value, node: at } of service.environment) {
      const text = value === undefined ? outer?.(key) : this.words(at, value);
      if (text !== undefined) result[key] = text;
    }
    return Object.keys(result).length > 0 ? result : undefined;
  }
}

function serviceOf(reader: Reader, service: Service): unknown {
  const get = (...keys: [string, ...string[]]): YamlNode | undefined => service.get(...keys);
  const build = get('build');
  const context = build?.type === 'map' ? get('build', 'context') : build;
  const one = (key: string): string | undefined => {
    const value = reader.value(get(key));
    return value === undefined || value === null ? undefined : wordsOf(value);
  };
  return {
    image: one('image'),
    user: one('user'),
    container_name: one('container_name'),
    init: one('init'),
    command: get('command') && !isNull(get('command') as YamlNode) ? reader.list(get('command')) : undefined,
    environment: reader.environment(service),
    labels: reader.map(get('labels')),
    sysctls: reader.map(get('sysctls')),
    build: build && {
      context: context ? reader.path(context, textOf(context) ?? '') : undefined,
      dockerfile: textOf(get('build', 'dockerfile')) ?? 'Dockerfile',
    },
    ports: service.ports
      .map(({ node, hostIp = '', published = '', target, protocol }) =>
        reader.words(node, [hostIp, published, target, protocol].join(' ')),
      )
      .sort(),
    volumes: service.volumes
      .map(({ node, type, source = '', target }) =>
        [type, type === 'bind' ? reader.path(node, source) : source, reader.words(node, target)].join(' '),
      )
      .sort(),
    networks: reader.names(get('networks')) ?? ['default'],
    depends_on: reader.names(get('depends_on')),
    profiles: reader.list(get('profiles')),
    cap_add: reader.list(get('cap_add')),
    cap_drop: reader.list(get('cap_drop')),
    security_opt: reader.list(get('security_opt')),
    group_add: reader.list(get('group_add')),
    expose: reader.list(get('expose')),
    dns: reader.list(get('dns')),
    extra_hosts: reader.hosts(get('extra_hosts')),
    tmpfs: reader.list(get('tmpfs')),
    links: reader.list(get('links')),
    devices: reader.list(get('devices'))?.map((device) => device.split(':').slice(0, 2).join(' ')),
    secrets: itemsOf(get('secrets'))
      .map((item) => {
        const source = textOf(item.type === 'map' ? valueAt(item, 'source') : item) ?? '';
        return `${source} ${(item.type === 'map' && textOf(valueAt(item, 'target'))) || `/run/secrets/${source}`}`;
      })
      .sort(),
    ulimits: reader.value(get('ulimits')),
    logging: reader.value(get('logging')),
    limits: limitsOf(reader.map(get('deploy', 'resources', 'limits'))),
    interval: textOf(get('healthcheck', 'interval')),
    test: testOf(reader.list(get('healthcheck', 'test'))),
  };
}

const limitsOf = (limits: Record<string, string> | undefined): Record<string, string> | undefined =>
  limits && {
    ...limits,
    ...(limits['memory'] !== undefined && { memory: String(numberOfBytes(limits['memory'])) }),
  };

const testOf = (words: string[] | undefined): string[] | undefined =>
  words?.length === 1 ? ['CMD-SHELL', ...words] : words;

type Printed = Record<string, never>;

/** What `docker compose config --format json` prints of the services, in the same form. */
export function printedServices(json: string): Record<string, unknown> {
  // It writes a dollar in the way in which it reads one.
  const { services } = JSON.parse(json.replaceAll('$$', () => '$')) as { services: Record<string, Printed> };
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [name, printedService(service)]),
  );
}

function printedService(service: Printed): unknown {
  const s = service as unknown as Record<string, unknown> & {
    build?: { context?: string; dockerfile?: string };
    ports?: { host_ip?: string; published?: string; target: number; protocol: string }[];
    volumes?: { type: string; source?: string; target: string }[];
    networks?: object;
    depends_on?: object;
    devices?: { source: string; target: string }[];
    secrets?: { source: string; target: string }[];
    deploy?: { resources?: { limits?: Record<string, unknown> } };
    healthcheck?: { interval?: string; test?: string[] };
    environment?: Record<string, string | null>;
  };
  const words = (value: unknown): string | undefined =>
    value === undefined || value === null ? undefined : wordsOf(value);
  const environment = Object.entries(s.environment ?? {}).filter(([, value]) => value !== null);
  const limits = Object.entries(s.deploy?.resources?.limits ?? {});
  return {
    image: words(s['image']),
    user: words(s['user']),
    container_name: words(s['container_name']),
    init: words(s['init']),
    command: s['command'] ?? undefined,
    environment: environment.length > 0 ? Object.fromEntries(environment) : undefined,
    labels: s['labels'],
    sysctls: s['sysctls'],
    build: s.build && { context: s.build.context, dockerfile: s.build.dockerfile },
    ports: (s.ports ?? [])
      .map((port) => [port.host_ip ?? '', port.published ?? '', port.target, port.protocol].join(' '))
      .sort(),
    volumes: (s.volumes ?? [])
      .map(({ type, source = '', target }) => [type, source, target].join(' '))
      .sort(),
    networks: Object.keys(s.networks ?? {}).sort(),
    depends_on: s.depends_on && Object.keys(s.depends_on).sort(),
    profiles: s['profiles'],
    cap_add: s['cap_add'],
    cap_drop: s['cap_drop'],
    security_opt: s['security_opt'],
    group_add: s['group_add'],
    expose: s['expose'],
    dns: s['dns'],
    extra_hosts: (s['extra_hosts'] as string[] | undefined)?.sort(),
    tmpfs: s['tmpfs'],
    links: s['links'],
    devices: s.devices?.map(({ source, target }) => `${source} ${target}`),
    secrets: (s.secrets ?? []).map(({ source, target }) => `${source} ${target}`).sort(),
    ulimits: s['ulimits'],
    logging: s['logging'],
    limits:
      limits.length > 0 ? Object.fromEntries(limits.map(([key, value]) => [key, wordsOf(value)])) : undefined,
    interval: s.healthcheck?.interval,
    test: s.healthcheck?.test,
  };
}
