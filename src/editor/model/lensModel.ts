import type { OffsetRange } from '../../compose/finding';
import type { ContainerSummary } from '../../engine/port';
import { msg, type Message } from '../../message';
import { isStarted, type RunService } from './projectRun';
import { isLive, serviceState, stateWords, type ServiceContainers } from './serviceState';

/** The kinds of lenses; each can be switched off. */
export const lensKinds = [
  'state',
  'passwords',
  'up',
  'stop',
  'restart',
  'resume',
  'logs',
  'shell',
  'namespaces',
  'ports',
] as const;
export type LensKind = (typeof lensKinds)[number];

/** What a lens does when it is clicked. */
export type LensAction =
  | { readonly kind: 'none' }
  | { readonly kind: 'passwords'; readonly at: number }
  | { readonly kind: 'pending' }
  | { readonly kind: 'up' | 'stop' | 'restart' | 'resume' | 'logs'; readonly service: string | undefined }
  | { readonly kind: 'converge' | 'drift'; readonly service: string | undefined }
  | { readonly kind: 'shell' | 'choices' | 'engine'; readonly service: string | undefined }
  | { readonly kind: 'namespaces'; readonly containers: readonly string[] }
  | { readonly kind: 'open'; readonly url: string };

export interface Lens {
  readonly range: OffsetRange;
  readonly icon: string;
  readonly title: Message;
  readonly action: LensAction;
}

/** How far a service's containers are from the file. */
export interface ServiceDrift {
  readonly service: string;
  readonly kind: 'changed' | 'image' | 'orphan';
  /** The first of its containers that is not what the file says. */
  readonly container: string | undefined;
}

/** What the engine says; `reading` until it has answered for the first time. */
export type EngineSight =
  | { readonly kind: 'reading' | 'unreachable' | 'unasked' }
  | { readonly kind: 'known'; readonly services: ServiceContainers; readonly host: string };

export interface LensInput {
  readonly servicesKey: OffsetRange | undefined;
  /** Those of all files that are run together; only those that stand in this file have lenses of their own. */
  readonly services: readonly RunService[];
  /** Where default passwords stand, each with the name of its variable. */
  readonly passwords: readonly { readonly range: OffsetRange; readonly name: string }[];
  readonly sight: EngineSight;
  /** Services of which a password is new in the files, while their data may still have the old one. */
  readonly pending: ReadonlySet<string>;
  readonly drift: readonly ServiceDrift[];
  /** What was chosen for the file, in words (profiles, files, project); empty when nothing. */
  readonly choices: string;
  readonly project: string;
  readonly profiles: readonly string[];
  readonly shown: (kind: LensKind) => boolean;
}

/** The lenses of a file, in the order in which they stand on their lines. */
export function lensesOf(input: LensInput): Lens[] {
  const { servicesKey, services, passwords, shown } = input;
  const lenses: Lens[] = [];
  if (shown('passwords'))
    for (const { range, name } of passwords)
      lenses.push({
        range,
        icon: 'warning',
        title: msg('{0}: a default password. Change it and its copies', name),
        action: { kind: 'passwords', at: range.start },
      });
  if (servicesKey) lenses.push(...fileLenses(servicesKey, input));
  for (const service of services)
    if (service.range) lenses.push(...serviceLenses(service, service.range, input));
  return lenses;
}

function fileLenses(range: OffsetRange, input: LensInput): Lens[] {
  const { sight, services, shown, project, choices, drift } = input;
  const add: Lens[] = [];
  const lens = (icon: string, title: Message, action: LensAction): void => {
    add.push({ range, icon, title, action });
  };
  const own = services.filter((service) => isStarted(service, input.profiles));
  const states = services.map(({ name, replicas }) => serviceState(containersOf(sight, name), replicas));
  const running = own.filter(({ name }) => containersOf(sight, name).some(isRunning)).length;
  const live = own.filter(({ name }) => containersOf(sight, name).some(isLive)).length;
  const isPaused = states.some(({ paused }) => paused > 0);
  if (shown('state'))
    lens(
      'project',
      sight.kind === 'known'
        ? msg('{0}: {1} of {2} services run', project, running, own.length)
        : sight.kind === 'unreachable'
          ? msg('{0}: Docker does not answer', project)
          : msg('{0}: …', project),
      sight.kind === 'unreachable'
        ? { kind: 'engine', service: undefined }
        : { kind: 'choices', service: undefined },
    );
  if (shown('up') && (sight.kind !== 'known' || live < own.length))
    lens('play', msg('Up'), { kind: 'up', service: undefined });
  const orphans = drift.filter(({ kind }) => kind === 'orphan');
  if (shown('state') && drift.length > 0) {
    lens(
      'diff',
      orphans.length === drift.length
        ? orphans.length === 1
          ? msg('1 container of a service that is no longer in the file')
          : msg('{0} containers of services that are no longer in the file', orphans.length)
        : drift.length === 1
          ? msg('1 service differs from the file')
          : msg('{0} services differ from the file', drift.length),
      { kind: 'drift', service: drift.length === 1 ? drift[0]?.service : undefined },
    );
    lens('sync', msg('Apply the File (Converge)'), { kind: 'converge', service: undefined });
  }
  if (isPaused && shown('resume'))
    lens('debug-continue', msg('Resume'), { kind: 'resume', service: undefined });
  if (states.some(({ live: some }) => some > 0)) {
    if (shown('stop')) lens('debug-stop', msg('Stop'), { kind: 'stop', service: undefined });
    if (shown('restart')) lens('debug-restart', msg('Restart'), { kind: 'restart', service: undefined });
    if (shown('logs')) lens('output', msg('Logs'), { kind: 'logs', service: undefined });
  }
  if (choices !== '' && shown('state'))
    lens('settings-gear', msg('with {0}', choices), { kind: 'choices', service: undefined });
  return add;
}

function serviceLenses(service: RunService, range: OffsetRange, input: LensInput): Lens[] {
  const { sight, shown, drift } = input;
  const { name } = service;
  const add: Lens[] = [];
  const lens = (icon: string, title: Message, action: LensAction): void => {
    add.push({ range, icon, title, action });
  };
  const containers = containersOf(sight, name);
  const state = serviceState(containers, service.replicas);
  const changed = drift.find((one) => one.service === name);
  if (shown('state') && sight.kind !== 'unreachable')
    lens(
      icons[state.kind],
      sight.kind !== 'known'
        ? msg('…')
        : containers.length === 0 && !isStarted(service, input.profiles)
          ? msg('only with profile {0}', service.profiles.join(', '))
          : stateWords(state),
      { kind: 'none' },
    );
  if (input.pending.has(name) && containers.length > 0 && shown('passwords'))
    lens('warning', msg('its data still has the old password: what now?'), { kind: 'pending' });
  if (changed && shown('state')) {
    lens(
      'diff',
      changed.kind === 'image' ? msg('older image than the file’s') : msg('differs from the file'),
      {
        kind: 'drift',
        service: name,
      },
    );
    lens('sync', msg('Apply the File (Converge)'), { kind: 'converge', service: name });
  }
  // Compose cannot start a container that is paused: "try unpause instead".
  if (shown('up') && !changed && state.live < state.wanted && state.paused === 0)
    lens('play', msg('Up'), { kind: 'up', service: name });
  if (containers.length === 0) return add;
  if (state.paused > 0 && shown('resume'))
    lens('debug-continue', msg('Resume'), { kind: 'resume', service: name });
  if (state.live > 0) {
    if (shown('stop')) lens('debug-stop', msg('Stop'), { kind: 'stop', service: name });
    if (shown('restart')) lens('debug-restart', msg('Restart'), { kind: 'restart', service: name });
  }
  if (shown('logs')) lens('output', msg('Logs'), { kind: 'logs', service: name });
  if (state.running > 0) {
    if (shown('shell')) lens('terminal', msg('Shell'), { kind: 'shell', service: name });
    if (shown('namespaces'))
      lens('symbol-namespace', msg('Inspect Namespaces'), {
        kind: 'namespaces',
        containers: containers.filter(isRunning).map(({ id }) => id),
      });
    if (shown('ports') && sight.kind === 'known')
      for (const { publicPort, url } of openUrls(containers, sight.host))
        lens('link-external', msg('port {0}', publicPort), { kind: 'open', url });
  }
  return add;
}

const icons = {
  'not-created': 'circle-outline',
  created: 'circle-outline',
  running: 'circle-filled',
  starting: 'loading',
  unhealthy: 'warning',
  paused: 'debug-pause',
  restarting: 'warning',
  exited: 'circle-slash',
  removing: 'circle-slash',
  dead: 'warning',
} as const;

const containersOf = (sight: EngineSight, service: string): readonly ContainerSummary[] =>
  sight.kind === 'known' ? (sight.services.get(service) ?? []) : [];

const isRunning = ({ state }: ContainerSummary): boolean => state === 'running';

/** The addresses of the published TCP ports, each once; `host` is the engine's. */
function openUrls(
  containers: readonly ContainerSummary[],
  host: string,
): { publicPort: number; url: string }[] {
  const urls = new Map<number, string>();
  for (const { state, ports } of containers)
    if (state === 'running')
      for (const { ip, publicPort, privatePort, protocol } of ports) {
        if (publicPort === 0 || protocol !== 'tcp') continue;
        const scheme = privatePort === 443 || privatePort === 8443 ? 'https' : 'http';
        const name = /^(?:|0\.0\.0\.0|::)$/.test(ip) ? host : ip.includes(':') ? `[${ip}]` : ip;
        if (!urls.has(publicPort)) urls.set(publicPort, `${scheme}://${name}:${publicPort}/`);
      }
  return [...urls].sort(([a], [b]) => a - b).map(([publicPort, url]) => ({ publicPort, url }));
}
