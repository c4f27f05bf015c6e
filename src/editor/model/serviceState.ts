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

/** Whether it holds processes, whether they may run at the moment or not: it can be stopped and restarted. */
export const isLive = ({ state }: ContainerSummary): boolean => /^(?:running|paused|restarting)$/.test(state);

/** How a service stands, in one word, with the numbers that belong to it. */
export interface ServiceState {
  readonly kind:
    | 'not-created'
    | 'created'
    | 'running'
    | 'starting'
    | 'unhealthy'
    | 'paused'
    | 'restarting'
    | 'exited'
    | 'removing'
    | 'dead';
  /** Containers of which `kind` is true. */
  readonly count: number;
  readonly running: number;
  /** Containers that hold processes, whether they may run at the moment or not: they can be stopped and restarted. */
  readonly live: number;
  readonly paused: number;
  /** Containers there are, or should be by the file. */
  readonly wanted: number;
  readonly exitCode: number | undefined;
}

/** Sums the containers of a service up; `replicas` is what the file asks for. */
export function serviceState(containers: readonly ContainerSummary[], replicas: number): ServiceState {
  const count = (isSo: (one: ContainerSummary) => boolean): number => containers.filter(isSo).length;
  const inState = (state: string): number => count((one) => one.state === state);
  const saying = (word: string): number => count(({ status }) => status.includes(word));
  const exits = containers.flatMap(({ state, status }) =>
    state === 'exited' ? [Number(/\((\d+)\)/.exec(status)?.[1] ?? 0)] : [],
  );
  const running = inState('running');
  const paused = inState('paused');
  // What needs the reader's eye comes first; what only some of the containers do, before what all the others do.
  const kinds: readonly (readonly [ServiceState['kind'], number])[] = [
    ['restarting', inState('restarting')],
    ['unhealthy', saying('(unhealthy)')],
    ['exited', running === 0 ? exits.length : 0],
    ['paused', paused],
    ['starting', saying('(health: starting)')],
    ['running', running],
    ['created', inState('created')],
    ['removing', inState('removing')],
    ['dead', inState('dead')],
  ];
  const [kind, of] = kinds.find(([, number]) => number > 0) ?? ['not-created', 0];
  return {
    kind,
    count: of,
    running,
    live: running + paused + inState('restarting'),
    paused,
    wanted: Math.max(replicas, containers.length),
    exitCode: exits.find((code) => code !== 0) ?? exits[0],
  };
}

/** A service's state in words. */
export function stateWords(state: ServiceState): Message {
  const { kind, running, wanted, exitCode } = state;
  switch (kind) {
    case 'not-created':
      return msg('not created');
    case 'created':
      return msg('created, not started');
    case 'exited':
      return exitCode === 0 ? msg('finished') : msg('exited {0}', exitCode ?? 0);
    case 'paused':
      return ofSeveral(state) ? msg('{0} of {1} paused', state.count, wanted) : msg('paused');
    case 'restarting':
      return ofSeveral(state)
        ? msg('{0} of {1} restart again and again', state.count, wanted)
        : msg('restarting again and again');
    case 'unhealthy':
      return ofSeveral(state) ? msg('{0} of {1} unhealthy', state.count, wanted) : msg('unhealthy');
    case 'starting':
      return msg('starting');
    case 'removing':
      return msg('being removed');
    case 'dead':
      return msg('dead: its removal failed');
    case 'running':
      if (running < wanted && exitCode !== undefined && exitCode !== 0)
        return msg('running {0}/{1}, exited {2}', running, wanted, exitCode);
      return wanted > 1 ? msg('running {0}/{1}', running, wanted) : msg('running');
  }
}

const ofSeveral = ({ count, wanted }: ServiceState): boolean => count < wanted;
