import type { ContainerInspect } from '../../engine/port';
import { isSecretKey } from '../../compose/credentials/secretKey';

/** A service in the few words that can be compared on both sides, each line `key: value`, sorted. */
export type ComparedService = ReadonlyMap<string, string>;

/** The parts of `docker compose config --format json` that are compared. */
export interface ConfiguredService {
  readonly image?: string;
  readonly command?: readonly string[] | null;
  readonly entrypoint?: readonly string[] | null;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly ports?: readonly {
    readonly target: number;
    readonly published?: string;
    readonly protocol?: string;
    readonly host_ip?: string;
  }[];
  readonly volumes?: readonly {
    readonly source?: string;
    readonly target: string;
    readonly read_only?: boolean;
  }[];
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly user?: string;
  readonly restart?: string;
  readonly privileged?: boolean;
  readonly read_only?: boolean;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly mem_limit?: string;
  readonly pids_limit?: number;
  readonly cpus?: number;
  readonly network_mode?: string;
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
  const keys = [...new Set([...running.keys(), ...file.keys()])].sort();
  const line = (key: string, value: string | undefined, other: string | undefined): string[] => {
    if (value === undefined) return [];
    const name = /^environment\.(.*)$/.exec(key)?.[1];
    const secret = (name !== undefined && isSecretKey(name)) || /:\/\/[^\s/]*:[^\s/]*@/.test(value);
    if (!secret) return [`${key}: ${value}`];
    return [`${key}: ••••${other !== undefined && other !== value ? ' ≠' : ''}`];
  };
  const text = (own: ComparedService, other: ComparedService, mark: string): string =>
    keys
      .flatMap((key) => line(key, own.get(key), other.get(key)))
      .map((one) => one.replace(/≠$/, mark))
      .join('\n') + '\n';
  return { running: text(running, file, '(old)'), file: text(file, running, '(new)') };
}

/** A container as it runs. `imageEnvironment` is what the image itself brings: the file does not say that. */
export function runningService(
  { config, hostConfig, mounts, networks, ports }: ContainerInspect,
  imageEnvironment: readonly string[],
  project: string,
): ComparedService {
  const lines = new Map<string, string>();
  put(lines, 'image', config.image);
  const own = config.env.filter((entry) => !imageEnvironment.includes(entry));
  for (const entry of own) {
    const equals = entry.indexOf('=');
    if (equals > 0) lines.set(`environment.${entry.slice(0, equals)}`, entry.slice(equals + 1));
  }
  for (const { ip, publicPort, privatePort, protocol } of ports)
    if (publicPort > 0 && !ip.includes(':'))
      lines.set(`port ${privatePort}/${protocol}`, `${ip === '0.0.0.0' ? '' : `${ip}:`}${publicPort}`);
  for (const { type, name, source, destination, writable } of mounts)
    lines.set(
      `mount ${destination}`,
      `${type === 'volume' ? (name ?? source) : source}${writable ? '' : ' (read-only)'}`,
    );
  for (const name of Object.keys(networks)) lines.set(`network ${unprefixed(name, project)}`, 'joined');
  put(lines, 'user', config.user);
  put(lines, 'restart', hostConfig.restartPolicy === 'no' ? '' : hostConfig.restartPolicy);
  put(lines, 'privileged', hostConfig.privileged ? 'true' : '');
  put(lines, 'read_only', hostConfig.readonlyRootfs ? 'true' : '');
  put(lines, 'cap_add', [...hostConfig.capAdd].sort().join(' '));
  put(lines, 'cap_drop', [...hostConfig.capDrop].sort().join(' '));
  put(lines, 'mem_limit', hostConfig.memory > 0 ? String(hostConfig.memory) : '');
  put(lines, 'pids_limit', hostConfig.pidsLimit > 0 ? String(hostConfig.pidsLimit) : '');
  put(lines, 'cpus', hostConfig.nanoCpus > 0 ? String(hostConfig.nanoCpus / 1e9) : '');
  return lines;
}

/** A service as the file says it, by compose's own reading. */
export function configuredService(service: ConfiguredService, project: string): ComparedService {
  const lines = new Map<string, string>();
  put(lines, 'image', service.image ?? '');
  for (const [key, value] of Object.entries(service.environment ?? {}))
    lines.set(`environment.${key}`, value ?? '');
  for (const { target, published, protocol = 'tcp', host_ip: ip } of service.ports ?? [])
    if (published !== undefined) lines.set(`port ${target}/${protocol}`, `${ip ? `${ip}:` : ''}${published}`);
  for (const { source = '', target, read_only: readOnly } of service.volumes ?? [])
    lines.set(
      `mount ${target}`,
      `${/^[./~]/.test(source) ? source : source && `${project}_${source}`}${readOnly ? ' (read-only)' : ''}`,
    );
  for (const name of Object.keys(service.networks ?? {})) lines.set(`network ${name}`, 'joined');
  put(lines, 'user', service.user ?? '');
  put(lines, 'restart', service.restart === 'no' ? '' : (service.restart ?? ''));
  put(lines, 'privileged', service.privileged === true ? 'true' : '');
  put(lines, 'read_only', service.read_only === true ? 'true' : '');
  put(lines, 'cap_add', [...(service.cap_add ?? [])].sort().join(' '));
  put(lines, 'cap_drop', [...(service.cap_drop ?? [])].sort().join(' '));
  put(lines, 'mem_limit', service.mem_limit ?? '');
  put(lines, 'pids_limit', service.pids_limit === undefined ? '' : String(service.pids_limit));
  put(lines, 'cpus', service.cpus === undefined ? '' : String(service.cpus));
  return lines;
}

const put = (lines: Map<string, string>, key: string, value: string): void => {
  if (value !== '') lines.set(key, value);
};

const unprefixed = (name: string, project: string): string =>
  name.startsWith(`${project}_`) ? name.slice(project.length + 1) : name;
