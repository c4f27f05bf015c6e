import type { ContainerSummary } from '../../engine/port';
import { msg, type Message } from '../../message';

/** Labels that compose puts on its containers. */
export const composeLabels = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  oneOff: 'com.docker.compose.oneoff',
  hash: 'com.docker.compose.config-hash',
  number: 'com.docker.compose.container-number',
} as const;

/** The containers of one service, one-off runs (`compose run`) left out, by their numbers. */
export type ServiceContainers = ReadonlyMap<string, readonly ContainerSummary[]>;

/** The containers of a project by service. */
export function containersOfProject(
  containers: Iterable<ContainerSummary>,
  project: string,
): ServiceContainers {
  const services = new Map<string, ContainerSummary[]>();
  for (const container of containers) {
    const { labels } = container;
    const service = labels[composeLabels.service];
    if (labels[composeLabels.project] !== project || service === undefined) continue;
    if (labels[composeLabels.oneOff]?.toLowerCase() === 'true') continue;
    const own = services.get(service) ?? [];
    own.push(container);
    services.set(service, own);
  }
  for (const own of services.values()) own.sort((a, b) => numberOf(a) - numberOf(b));
  return services;
}

const numberOf = ({ labels }: ContainerSummary): number => Number(labels[composeLabels.number] ?? 0);

/** How a service stands, in one word, with the numbers that belong to it. */
export interface ServiceState {
  readonly kind:
    'not-created' | 'created' | 'running' | 'starting' | 'unhealthy' | 'paused' | 'restarting' | 'exited';
  readonly running: number;
  /** Containers there are, or should be by the file. */
  readonly wanted: number;
  readonly exitCode: number | undefined;
}

/** Sums the containers of a service up; `replicas` is what the file asks for. */
export function serviceState(containers: readonly ContainerSummary[], replicas: number): ServiceState {
  const running = containers.filter(({ state }) => state === 'running').length;
  const wanted = Math.max(replicas, containers.length);
  const exits = containers.flatMap(({ state, status }) =>
    state === 'exited' || state === 'dead' ? [Number(/\((\d+)\)/.exec(status)?.[1] ?? 0)] : [],
  );
  const has = (state: string): boolean => containers.some((one) => one.state === state);
  const says = (word: string): boolean => containers.some(({ status }) => status.includes(word));
  const kind =
    containers.length === 0
      ? 'not-created'
      : has('restarting')
        ? 'restarting'
        : says('(unhealthy)')
          ? 'unhealthy'
          : running === 0 && exits.length > 0
            ? 'exited'
            : has('paused')
              ? 'paused'
              : says('(health: starting)')
                ? 'starting'
                : running > 0
                  ? 'running'
                  : 'created';
  return { kind, running, wanted, exitCode: exits.find((code) => code !== 0) ?? exits[0] };
}

/** A service's state in words. */
export function stateWords({ kind, running, wanted, exitCode }: ServiceState): Message {
  switch (kind) {
    case 'not-created':
      return msg('not created');
    case 'created':
      return msg('created, not started');
    case 'exited':
      return exitCode === 0 ? msg('finished') : msg('exited {0}', exitCode ?? 0);
    case 'paused':
      return msg('paused');
    case 'restarting':
      return msg('restarting again and again');
    case 'unhealthy':
      return msg('unhealthy');
    case 'starting':
      return msg('starting');
    case 'running':
      return wanted > 1 || running < wanted ? msg('running {0}/{1}', running, wanted) : msg('running');
  }
}
