import type { ContainerInspect } from '../../engine/port';
import { findCommandCredentials } from '../../compose/credentials/commandCredentials';
import { wordsOfCommand } from '../../compose/credentials/commandWords';
import { isSecretKey } from '../../compose/credentials/secretKey';
import { composeLabels } from './serviceState';
import { rawContainer, type ImageDefaults } from './driftField';
import { driftFields } from './driftFields';

/** A service in the few words that can be compared on both sides, each line `key: value`, sorted. */
export type ComparedService = ReadonlyMap<string, string>;

/** The parts of a service of `docker compose config --format json` that are compared; further keys by their names. */
export interface ConfiguredService {
  readonly [key: string]: unknown;
  readonly image?: string;
  readonly command?: readonly string[] | null;
  readonly entrypoint?: readonly string[] | null;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ports?: readonly {
    readonly target: number;
    readonly published?: string;
    readonly protocol?: string;
    readonly host_ip?: string;
  }[];
  readonly volumes?: readonly {
    readonly type?: string;
    readonly source?: string;
    readonly target: string;
    readonly read_only?: boolean;
  }[];
  readonly secrets?: readonly FileMount[];
  readonly configs?: readonly FileMount[];
  readonly networks?: Readonly<Record<string, { readonly aliases?: readonly string[] } | null>>;
  readonly container_name?: string;
  readonly user?: string;
  readonly restart?: string;
  readonly cpus?: number;
}

interface FileMount {
  readonly source: string;
  readonly target?: string;
}

interface Named {
  readonly name?: string;
  readonly file?: string;
}

/** What `docker compose config --format json` says of the whole project. */
export interface ConfiguredProject {
  readonly services?: Readonly<Record<string, ConfiguredService>>;
  readonly volumes?: Readonly<Record<string, Named | null>>;
  readonly networks?: Readonly<Record<string, Named | null>>;
  readonly secrets?: Readonly<Record<string, Named | null>>;
  readonly configs?: Readonly<Record<string, Named | null>>;
}

export interface DriftTexts {
  readonly running: string;
  readonly file: string;
}

/**
 * Both sides of a service's drift as texts that differ only where they differ. Values of secrets never stand in
 * them: a changed one is told as changed.
 */
export function driftTexts(running: ComparedService, file: ComparedService): DriftTexts {
  // Where the file says nothing, how logs are kept is the engine's own setting.
  const keys = [...new Set([...running.keys(), ...file.keys()])]
    .filter((key) => key !== 'logging' || file.has(key))
    .sort();
  const text = (own: ComparedService, other: ComparedService, mark: string): string =>
    keys
      .flatMap((key) => {
        const value = own.get(key);
        if (value === undefined) return [];
        const shown = withoutSecrets(key, value);
        const isHidden = shown !== value && other.get(key) !== undefined && other.get(key) !== value;
        return [`${key}: ${shown}${isHidden ? ` ${mark}` : ''}`];
      })
      .join('\n') + '\n';
  return { running: text(running, file, '(old)'), file: text(file, running, '(new)') };
}

const hidden = '••••';

function withoutSecrets(key: string, value: string): string {
  const name = /^(?:environment|label)\.(.*)$/.exec(key)?.[1];
  if (name !== undefined && isSecretKey(name)) return hidden;
  if (/:\/\/[^\s/]*:[^\s/]*@/.test(value)) return hidden;
  // Passwords of web servers, as proxies take them in labels: a name, a colon, a hash.
  if (/(?:^|[\s,])[\w.-]+:\$+(?:apr1|2[aby]|5|6)\$/.test(value)) return hidden;
  if (!/^(?:command|entrypoint|healthcheck)$/.test(key)) return value;
  const words = wordsOfCommand(value);
  let shown = value;
  // From the end on, so that the places before stay true.
  for (const { word, span } of findCommandCredentials(words).reverse()) {
    const start = words[word]?.start ?? 0;
    shown = shown.slice(0, start + span.start) + hidden + shown.slice(start + span.end);
  }
  return shown;
}

const unnamed = 'a volume without a name';

/** A container as it runs; `raw` is the engine's whole answer about it. What its image brings by itself in variables and labels is left out: no file says it. */
export function runningService(
  { id, name: named, config, mounts, networks }: ContainerInspect,
  raw: unknown,
  image: ImageDefaults,
  project: string,
): ComparedService {
  const lines = new Map<string, string>();
  put(lines, 'image', config.image);
  const own = config.env.filter((entry) => image.Env?.includes(entry) !== true);
  for (const entry of own) {
    const equals = entry.indexOf('=');
    if (equals > 0) lines.set(`environment.${entry.slice(0, equals)}`, entry.slice(equals + 1));
  }
  const container = rawContainer(id, raw);
  for (const [key, value] of Object.entries(labelsOf(container.config['Labels'])))
    if (!key.startsWith('com.docker.compose.') && image.Labels?.[key] !== value)
      lines.set(`label.${key}`, value);
  for (const { type, name, source, destination, writable } of mounts) {
    const volume = name !== undefined && /^[0-9a-f]{64}$/.test(name) ? unnamed : (name ?? source);
    if (type !== 'tmpfs')
      lines.set(
        `mount ${destination}`,
        `${type === 'volume' ? volume : source}${writable ? '' : ' (read-only)'}`,
      );
  }
  const { PortBindings: bindings } = container.host;
  for (const [port, all] of Object.entries(
    (bindings ?? {}) as Readonly<Record<string, PortBinding[] | null>>,
  ))
    lines.set(`port ${port}`, published((all ?? []).map(({ HostIp, HostPort }) => [HostIp, HostPort])));
  const { NetworkMode: mode } = container.host;
  if (typeof mode !== 'string' || !/^(?:host|none|container:.*)$/.test(mode))
    for (const [name, { aliases }] of Object.entries(endpointsOf(raw, networks)))
      lines.set(
        `network ${unprefixed(name, project)}`,
        joined(aliases.filter((alias) => !isUsualAlias(alias, id, container.config['Labels'], named))),
      );
  if (!isUsualName(named, project, container.config['Labels'])) put(lines, 'container_name', named);
  for (const field of driftFields) put(lines, field.key, field.running(container));
  return lines;
}

interface PortBinding {
  readonly HostIp?: string;
  readonly HostPort?: string;
}

/** A service as the file says it, by compose's own reading, with what its image adds. */
export function configuredService(
  all: ConfiguredProject,
  name: string,
  image: ImageDefaults,
  project: string,
): ComparedService {
  const service = all.services?.[name];
  const lines = new Map<string, string>();
  // A service that was taken out of the file asks for nothing.
  if (!service) return lines;
  put(lines, 'image', service.image ?? `${project}-${name}`);
  for (const [key, value] of Object.entries(service.environment ?? {}))
    if (image.Env?.includes(`${key}=${value ?? ''}`) !== true) lines.set(`environment.${key}`, value ?? '');
  for (const [key, value] of Object.entries(service.labels ?? {}))
    if (image.Labels?.[key] !== value) lines.set(`label.${key}`, value);
  const ports = new Map<string, [string | undefined, string | undefined][]>();
  for (const { target, published: port, protocol = 'tcp', host_ip: ip } of service.ports ?? []) {
    const key = `port ${target}/${protocol}`;
    ports.set(key, [...(ports.get(key) ?? []), [ip, port]]);
  }
  for (const [key, bindings] of ports) lines.set(key, published(bindings));
  for (const target of Object.keys(image.Volumes ?? {})) lines.set(`mount ${target}`, unnamed);
  for (const { type, source = '', target, read_only: readOnly } of service.volumes ?? []) {
    if (type === 'tmpfs') continue;
    const isFolder = type === 'bind' || /^[./~]/.test(source);
    const volume = source === '' ? unnamed : (all.volumes?.[source]?.name ?? `${project}_${source}`);
    lines.set(`mount ${target}`, `${isFolder ? source : volume}${readOnly ? ' (read-only)' : ''}`);
  }
  for (const [part, folder] of [
    ['secrets', '/run/secrets/'],
    ['configs', '/'],
  ] as const)
    for (const { source, target = source } of service[part] ?? []) {
      const file = all[part]?.[source]?.file;
      const place = target.startsWith('/') ? target : folder + target;
      if (file !== undefined) lines.set(`mount ${place}`, `${file} (read-only)`);
    }
  for (const [key, how] of Object.entries(service.networks ?? {})) {
    const network = all.networks?.[key]?.name ?? `${project}_${key}`;
    lines.set(`network ${unprefixed(network, project)}`, joined(how?.aliases ?? []));
  }
  put(lines, 'container_name', service.container_name ?? '');
  for (const field of driftFields) put(lines, field.key, field.file(service, image));
  return lines;
}

const joined = (aliases: readonly string[]): string =>
  aliases.length === 0 ? 'joined' : `joined as ${[...new Set(aliases)].sort().join(' ')}`;

/** The networks of a container with the names under which it is known there, as far as the engine tells them. */
function endpointsOf(
  raw: unknown,
  networks: ContainerInspect['networks'],
): Readonly<Record<string, { readonly aliases: readonly string[] }>> {
  const told = (raw as RawEndpoints | undefined)?.NetworkSettings?.Networks ?? {};
  return Object.fromEntries(
    Object.keys(networks).map((name) => [name, { aliases: told[name]?.Aliases ?? [] }]),
  );
}

interface RawEndpoints {
  readonly NetworkSettings?: {
    readonly Networks?: Readonly<Record<string, { readonly Aliases?: readonly string[] | null } | null>>;
  };
}

/** Names that every container of compose has: its service's, its own, the start of its id. */
const isUsualAlias = (alias: string, id: string, labels: unknown, name: string): boolean =>
  id.startsWith(alias) || alias === name || alias === labelsOf(labels)[composeLabels.service];

/** `project-service-1`, as compose names a container by itself; while it is made anew, with an id before it. */
function isUsualName(name: string, project: string, labels: unknown): boolean {
  const { [composeLabels.service]: service = '', [composeLabels.number]: number = '' } = labelsOf(labels);
  return ['-', '_'].some((line) => name.endsWith([project, service, number].join(line)));
}

/** Where a port is published; `any` where the engine picks one. */
function published(bindings: readonly (readonly [string | undefined, string | undefined])[]): string {
  return bindings
    .map(([ip, port]) => `${ip ? `${ip}:` : ''}${port && port !== '0' ? port : 'any'}`)
    .sort()
    .join(' ');
}

function labelsOf(value: unknown): Readonly<Record<string, string>> {
  return (value ?? {}) as Readonly<Record<string, string>>;
}

const put = (lines: Map<string, string>, key: string, value: string): void => {
  if (value !== '') lines.set(key, value);
};

const unprefixed = (name: string, project: string): string =>
  name.startsWith(`${project}_`) ? name.slice(project.length + 1) : name;
