import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { asAnswer, flag, part, text } from './answers';
import type { EngineEndpoint } from './port';

/** What endpoints are found from: handed in, so that a test can point it at folders of its own. */
export interface EndpointSources {
  /** Unboxed's own setting: a context's name or an address; empty when not set. */
  readonly setting: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The endpoint in use, by the docker CLI's own order: our setting, DOCKER_HOST, DOCKER_CONTEXT, the current
 * context of ~/.docker/config.json, then the default socket or the first other one that is there. A context
 * that does not exist gives an endpoint without a host, which fails as `context-not-found`. Reads at most
 * two small files, synchronously.
 */
export function currentEndpoint(sources: EndpointSources): EngineEndpoint {
  const { setting, env } = sources;
  if (setting !== '')
    return isAddress(setting)
      ? { name: setting, source: 'setting', host: setting, ...environmentTls(setting, sources) }
      : { ...contextEndpoint(sources, setting), source: 'setting' };
  const fromEnvironment = environmentEndpoint(sources);
  if (fromEnvironment !== undefined) return fromEnvironment;
  const context = env['DOCKER_CONTEXT'] ?? '';
  return contextEndpoint(sources, context === '' ? configuredContext(sources) : context);
}

/** Every endpoint that can be chosen: the current one first, then contexts, then sockets that exist. */
export async function allEndpoints(sources: EndpointSources): Promise<readonly EngineEndpoint[]> {
  const fromEnvironment = environmentEndpoint(sources);
  const contexts = await readContexts(sources);
  const sockets = await Promise.all(
    [...socketCandidates(sources), ...(await colimaProfiles(sources))].map(async (candidate) =>
      (await exists(candidate.path)) ? candidate : undefined,
    ),
  );
  const found = [
    currentEndpoint(sources),
    ...(fromEnvironment === undefined ? [] : [fromEnvironment]),
    ...contexts,
    ...sockets.flatMap((socket) => (socket === undefined ? [] : [socketEndpoint(socket, sources.platform)])),
  ];
  const seen = new Set<string>();
  return found.filter(({ host }) => {
    const known = seen.has(host);
    seen.add(host);
    return host !== '' && !known;
  });
}

function isAddress(value: string): boolean {
  return /^[a-z]+:\/\/|^\//.test(value);
}

function environmentEndpoint(sources: EndpointSources): EngineEndpoint | undefined {
  const value = sources.env['DOCKER_HOST'] ?? '';
  if (value === '') return undefined;
  // The CLI takes “host:port” for TCP.
  const host = isAddress(value) ? value : `tcp://${value}`;
  return { name: 'DOCKER_HOST', source: 'DOCKER_HOST', host, ...environmentTls(host, sources) };
}

/**
 * DOCKER_TLS_VERIFY or DOCKER_TLS turn TLS on, the second without a look at the engine's certificate. An address that
 * asks for TLS by itself has it verified unless DOCKER_TLS alone says otherwise. The certificates stand in
 * DOCKER_CERT_PATH or docker’s own folder.
 */
function environmentTls(host: string, sources: EndpointSources): Pick<EngineEndpoint, 'tls'> {
  const { env } = sources;
  const isSet = (name: string) => (env[name] ?? '') !== '';
  const unverified = isSet('DOCKER_TLS') && !isSet('DOCKER_TLS_VERIFY');
  const tls = isSet('DOCKER_TLS_VERIFY') || isSet('DOCKER_TLS') || host.startsWith('https://');
  if (!tls || !/^(tcp|https?):/.test(host)) return {};
  const folder = env['DOCKER_CERT_PATH'] ?? '';
  return { tls: { verify: !unverified, ...pemFiles(folder === '' ? configFolder(sources) : folder) } };
}

function configFolder({ env, home }: EndpointSources): string {
  const folder = env['DOCKER_CONFIG'] ?? '';
  return folder === '' ? path.join(home, '.docker') : folder;
}

function configuredContext(sources: EndpointSources): string {
  try {
    const file = readFileSync(path.join(configFolder(sources), 'config.json'), 'utf8');
    return text(asAnswer(JSON.parse(file)), 'currentContext');
  } catch {
    // No such file, or one that the CLI could not read either: it uses the default then.
    return '';
  }
}

function contextEndpoint(sources: EndpointSources, name: string): EngineEndpoint {
  if (name === '' || name === 'default') return defaultEndpoint(sources);
  const id = createHash('sha256').update(name).digest('hex');
  try {
    const file = readFileSync(path.join(configFolder(sources), 'contexts', 'meta', id, 'meta.json'), 'utf8');
    return readContext(sources, id, file) ?? { name, source: 'context', host: '' };
  } catch {
    return { name, source: 'context', host: '' };
  }
}

async function readContexts(sources: EndpointSources): Promise<readonly EngineEndpoint[]> {
  const folder = path.join(configFolder(sources), 'contexts', 'meta');
  const ids = await readdir(folder).catch(() => []);
  const contexts = await Promise.all(
    ids.map(async (id) => {
      const file = await readFile(path.join(folder, id, 'meta.json'), 'utf8').catch(() => '');
      return readContext(sources, id, file);
    }),
  );
  return contexts
    .flatMap((context) => (context === undefined ? [] : [context]))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** A context's meta.json; undefined when it is damaged or has no docker endpoint. */
function readContext(sources: EndpointSources, id: string, file: string): EngineEndpoint | undefined {
  try {
    const meta = asAnswer(JSON.parse(file));
    const docker = part(part(meta, 'Endpoints'), 'docker');
    const host = text(docker, 'Host');
    if (host === '') return undefined;
    const files = pemFiles(path.join(configFolder(sources), 'contexts', 'tls', id, 'docker'));
    const skip = flag(docker, 'SkipTLSVerify');
    const secure = host.startsWith('https://');
    const tls = skip || secure || Object.keys(files).length > 0 ? { tls: { verify: !skip, ...files } } : {};
    return { name: text(meta, 'Name'), source: 'context', host, ...tls };
  } catch {
    return undefined;
  }
}

/** The PEM files that are in a folder, under docker's names for them. */
function pemFiles(folder: string): { ca?: string; cert?: string; key?: string } {
  const present = (['ca', 'cert', 'key'] as const).flatMap((name) => {
    const file = path.join(folder, `${name}.pem`);
    return existsNow(file) ? [[name, file] as const] : [];
  });
  return Object.fromEntries(present);
}

function defaultEndpoint(sources: EndpointSources): EngineEndpoint {
  const candidates = socketCandidates(sources);
  const found = candidates.find((candidate) => existsNow(candidate.path)) ?? candidates[0];
  return found === undefined
    ? { name: 'default', source: 'default', host: '' }
    : { ...socketEndpoint(found, sources.platform), name: found === candidates[0] ? 'default' : found.name };
}

interface SocketCandidate {
  readonly name: string;
  readonly path: string;
}

function socketEndpoint({ name, path: socket }: SocketCandidate, platform: NodeJS.Platform): EngineEndpoint {
  return { name, source: 'default', host: `${platform === 'win32' ? 'npipe' : 'unix'}://${socket}` };
}

/** Where engines listen by themselves, the docker CLI's default first. */
function socketCandidates({ env, home, platform }: EndpointSources): readonly SocketCandidate[] {
  if (platform === 'win32')
    return [
      { name: 'Docker', path: '//./pipe/docker_engine' },
      { name: 'Podman', path: '//./pipe/podman-machine-default' },
    ];
  const runtime = env['XDG_RUNTIME_DIR'] ?? '';
  const inHome = (name: string, ...parts: string[]) => ({ name, path: path.join(home, ...parts) });
  const inRuntime = (name: string, ...parts: string[]) =>
    runtime === '' ? [] : [{ name, path: path.join(runtime, ...parts) }];
  return [
    { name: 'Docker', path: '/var/run/docker.sock' },
    ...inRuntime('Docker (rootless)', 'docker.sock'),
    inHome('Docker Desktop', '.docker', 'run', 'docker.sock'),
    inHome('Docker Desktop', '.docker', 'desktop', 'docker.sock'),
    inHome('Colima', '.colima', 'default', 'docker.sock'),
    inHome('Colima', '.config', 'colima', 'default', 'docker.sock'),
    inHome('OrbStack', '.orbstack', 'run', 'docker.sock'),
    inHome('Rancher Desktop', '.rd', 'docker.sock'),
    ...inRuntime('Podman', 'podman', 'podman.sock'),
    { name: 'Podman (root)', path: '/run/podman/podman.sock' },
    inHome('Podman', '.local', 'share', 'containers', 'podman', 'machine', 'podman.sock'),
  ];
}

/** Colima runs an engine for each profile, and keeps its socket in a folder of the profile’s name. */
async function colimaProfiles({ home, platform }: EndpointSources): Promise<readonly SocketCandidate[]> {
  if (platform === 'win32') return [];
  const folders = [path.join(home, '.colima'), path.join(home, '.config', 'colima')];
  const profiles = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder).catch(() => []))
        .filter((profile) => profile !== 'default')
        .sort()
        .map((profile) => ({ name: `Colima (${profile})`, path: path.join(folder, profile, 'docker.sock') })),
    ),
  );
  return profiles.flat();
}

function existsNow(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A folder on the way may not be readable: then what is in it is not for us.
    return false;
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
