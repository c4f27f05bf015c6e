/**
 * What Unboxed asks of a container engine. The only implementation talks through dockerode; everything
 * else in the project knows the engine by these types alone.
 */

/** Facts about the engine, from `GET /info` and `GET /version`. */
export interface EngineInfo {
  readonly id: string;
  readonly name: string;
  readonly serverVersion: string;
  /** Highest API version that the engine speaks, such as `1.45`; empty when it does not say. */
  readonly apiVersion: string;
  readonly operatingSystem: string;
  readonly kernelVersion: string;
  readonly cgroupVersion: 1 | 2;
  readonly cgroupDriver: string;
  readonly cpus: number;
  /** Bytes of memory of the engine's host. */
  readonly memory: number;
  readonly securityOptions: readonly string[];
  readonly rootless: boolean;
  /** What the engine says that it can’t hold containers to, for want of a controller on its host. */
  readonly missingControllers: readonly Controller[];
  readonly defaultRuntime: string;
  readonly runtimes: readonly string[];
  readonly swarm: { readonly active: boolean; readonly manager: boolean };
}

/** A kind of limit that an engine may be unable to set, by what `GET /info` calls it. */
export type Controller =
  | 'memory'
  | 'swap'
  | 'cpu-quota'
  | 'cpu-shares'
  | 'cpuset'
  | 'pids'
  | 'blkio-weight'
  | 'device-read-bps'
  | 'device-write-bps'
  | 'device-read-iops'
  | 'device-write-iops';

export type ContainerState =
  'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead' | 'unknown';

export interface PublishedPort {
  readonly ip: string;
  readonly publicPort: number;
  readonly privatePort: number;
  readonly protocol: string;
}

/** A container as the list names it (`GET /containers/json`). */
export interface ContainerSummary {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly command: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly state: ContainerState;
  /** The engine's own words, such as `Up 3 minutes (healthy)`. */
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly PublishedPort[];
  readonly networkMode: string;
}

/** The parts of `GET /containers/{id}/json` that Unboxed reads. Sizes are bytes; 0 or absent means not set. */
export interface ContainerInspect {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: {
    readonly status: ContainerState;
    readonly pid: number;
    readonly exitCode: number;
    readonly oomKilled: boolean;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly health?: string;
  };
  readonly config: {
    readonly image: string;
    readonly user: string;
    readonly hostname: string;
    readonly env: readonly string[];
    readonly entrypoint: readonly string[];
    readonly command: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
    readonly tty: boolean;
  };
  readonly hostConfig: HostConfig;
  readonly mounts: readonly ContainerMount[];
  readonly networks: Readonly<Record<string, ContainerNetwork>>;
  readonly ports: readonly PublishedPort[];
  readonly appArmorProfile: string;
}

/** What was declared when the container was created (or updated). Names as in the Engine API. */
export interface HostConfig {
  readonly pidMode: string;
  readonly networkMode: string;
  readonly ipcMode: string;
  readonly utsMode: string;
  readonly usernsMode: string;
  readonly cgroupnsMode: string;
  readonly privileged: boolean;
  readonly readonlyRootfs: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly securityOpt: readonly string[];
  readonly runtime: string;
  readonly memory: number;
  readonly memoryReservation: number;
  /** Memory and swap together, bytes; −1 for unlimited swap. */
  readonly memorySwap: number;
  readonly nanoCpus: number;
  /** Microseconds. */
  readonly cpuQuota: number;
  /** Microseconds. */
  readonly cpuPeriod: number;
  readonly cpuShares: number;
  readonly cpusetCpus: string;
  readonly cpusetMems: string;
  /** 0 or −1 for no limit. */
  readonly pidsLimit: number;
  readonly blkioWeight: number;
  readonly blkioDeviceReadBps: readonly DeviceRate[];
  readonly blkioDeviceWriteBps: readonly DeviceRate[];
  readonly blkioDeviceReadIOps: readonly DeviceRate[];
  readonly blkioDeviceWriteIOps: readonly DeviceRate[];
  readonly ulimits: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
  readonly restartPolicy: string;
  readonly autoRemove: boolean;
}

export interface DeviceRate {
  readonly path: string;
  readonly rate: number;
}

export interface ContainerMount {
  readonly type: string;
  readonly name?: string;
  readonly source: string;
  readonly destination: string;
  readonly mode: string;
  readonly writable: boolean;
}

export interface ContainerNetwork {
  readonly networkId: string;
  readonly ipAddress: string;
  readonly ipv6Address: string;
  readonly gateway: string;
  readonly macAddress: string;
  readonly aliases: readonly string[];
}

/** `GET /containers/{id}/top`: the daemon's own `ps`, one row a process. */
export interface TopAnswer {
  readonly titles: readonly string[];
  readonly processes: readonly (readonly string[])[];
}

/** One sample of `GET /containers/{id}/stats`. Bytes and nanoseconds, as the engine counts them. */
export interface StatsSample {
  readonly memoryUsage: number;
  readonly memoryLimit: number;
  readonly memoryInactiveFile: number;
  readonly memoryFailcnt: number;
  readonly pidsCurrent: number;
  readonly pidsLimit: number;
  readonly cpuTotal: number;
  readonly cpuSystem: number;
  readonly onlineCpus: number;
  readonly throttledPeriods: number;
  /** Nanoseconds. */
  readonly throttledTime: number;
  readonly blkioRead: number;
  readonly blkioWrite: number;
  readonly networkReceived: number;
  readonly networkSent: number;
}

/** Type of the event that stands for one that was too long to be read: anything may have changed. */
export const unreadEvent = 'unread';

/** One line of `GET /events`. */
export interface EngineEvent {
  readonly type: string;
  readonly action: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Nanoseconds since the epoch as text: exact only to the microsecond, since it exceeds 2^53. */
  readonly timeNano: string;
}

export interface ExecOptions {
  readonly user?: string;
  /** Variables of the command alone. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Output of a command run in a container. */
export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface EngineImage {
  readonly id: string;
  readonly tags: readonly string[];
  /** Names by digest, such as `busybox@sha256:…`. */
  readonly digests: readonly string[];
  readonly size: number;
}

/** How far the download of an image is, as the engine told so far: layers come to light one by one. */
export interface PullProgress {
  readonly layers: number;
  /** Layers that are on the engine, those that were there before among them. */
  readonly layersDone: number;
  /** Bytes that have come, compressed. */
  readonly bytes: number;
  /** Bytes of the layers whose size is known by now; 0 when of none. */
  readonly totalBytes: number;
}

/** A short-lived container of our own; keys of `hostConfig` as the Engine API names them. */
export interface RunOnceOptions {
  readonly image: string;
  readonly command: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly hostConfig: Readonly<Record<string, unknown>>;
}

/** CPUs (1 is a whole one), bytes and processes; 0 where nothing is set. */
export interface SwarmResources {
  readonly cpus: number;
  readonly memory: number;
  readonly pids: number;
}

export interface SwarmNode {
  readonly id: string;
  readonly hostname: string;
  readonly role: 'manager' | 'worker';
  readonly leader: boolean;
  /** `ready`, `down`, `disconnected`, `unknown`. */
  readonly state: string;
  /** `active`, `pause` or `drain`. */
  readonly availability: string;
  readonly address: string;
  readonly engineVersion: string;
  /** What the machine has for tasks. */
  readonly resources: SwarmResources;
}

export interface SwarmService {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly mode: 'replicated' | 'global' | 'job';
  /** Tasks wanted; 0 for a global service, which has one for each node. */
  readonly replicas: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly limits: SwarmResources;
  readonly reservations: SwarmResources;
}

export interface SwarmTask {
  readonly id: string;
  readonly serviceId: string;
  readonly nodeId: string;
  readonly slot: number;
  /** As the engine names it: `running`, `preparing`, `rejected`… */
  readonly state: string;
  readonly desiredState: string;
  /** Why it failed, in the engine's words; empty when it did not. */
  readonly error: string;
  /** Empty until the task has one. It is found on the engine of the node. */
  readonly containerId: string;
}

/** What a manager of a swarm knows. */
export interface Swarm {
  readonly nodes: readonly SwarmNode[];
  readonly services: readonly SwarmService[];
  readonly tasks: readonly SwarmTask[];
}

/** Why the engine can't be reached or refused. `detail` is the engine's or the system's own words. */
export type EngineFailureKind =
  | 'not-installed'
  | 'not-running'
  | 'permission-denied'
  | 'context-not-found'
  | 'dns'
  | 'tls'
  | 'timeout'
  | 'refused'
  | 'not-docker'
  | 'not-found'
  | 'conflict'
  | 'lost'
  | 'unknown';

export class EngineError extends Error {
  /** By its shape: the engine's adapter is a bundle of its own and has a copy of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'EngineError' && 'kind' in value;
  }

  constructor(
    readonly kind: EngineFailureKind,
    readonly detail: string,
    /** What the advice names: the group that owns the socket, the host that can't be found. */
    readonly subject: string = '',
  ) {
    super(detail);
    this.name = 'EngineError';
  }
}

/** Where an engine listens and how that was found out. */
export interface EngineEndpoint {
  /** The docker context's name, or `DOCKER_HOST`, or the socket's own name. */
  readonly name: string;
  readonly source: 'setting' | 'DOCKER_HOST' | 'context' | 'default';
  /** `unix:///…`, `tcp://…`, `ssh://…`, `npipe://…`. */
  readonly host: string;
  /** Paths of PEM files; `verify` false accepts any certificate of the engine. */
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly verify: boolean;
  };
}

export interface Engine {
  readonly endpoint: EngineEndpoint;
  info(): Promise<EngineInfo>;
  /** All containers, stopped ones too, in one request. */
  listContainers(): Promise<readonly ContainerSummary[]>;
  /** Those of the named containers that still exist, as the list names them, in one request. */
  findContainers(ids: readonly string[]): Promise<readonly ContainerSummary[]>;
  inspect(id: string): Promise<ContainerInspect>;
  /** All that the engine says of a container, as it came. Many times the size of what is kept of it. */
  inspectWhole(id: string): Promise<unknown>;
  /** `columns` as `ps -eo` takes them, for example `pid,ppid,comm`. */
  top(id: string, columns: string): Promise<TopAnswer>;
  /** The same by Podman's own words for columns, which no other engine knows: it lists without any `ps`. */
  topOfPodman(id: string, columns: string): Promise<TopAnswer>;
  /** Calls `onSample` about once a second until the signal aborts; resolves then. */
  stats(id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal): Promise<void>;
  /**
   * Resolves when the engine has taken the subscription, so that nothing is missed from then on. The
   * iteration ends when the signal aborts and throws when the stream breaks.
   */
  events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>;
  /** Gives the last 1000 lines of output and all that follows, until the container ends or the signal aborts. */
  logs(id: string, onText: (text: string) => void, signal: AbortSignal): Promise<void>;
  /** `env` is a way for secrets: unlike the command, it stands in no list of processes. */
  exec(id: string, command: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  /** Names of the engine's volumes. */
  volumes(): Promise<readonly string[]>;
  /** Nodes, services and tasks, in three requests; only a manager answers (see `EngineInfo.swarm`). */
  swarm(): Promise<Swarm>;
  /** Images of the engine by their tags, smallest first. */
  images(): Promise<readonly EngineImage[]>;
  /**
   * Downloads an image without credentials; a reference without a tag means `latest`. True when it is there,
   * false when the signal aborted: the engine stops then. Throws `EngineError` with the registry's words.
   */
  pull(
    reference: string,
    onProgress: (progress: PullProgress) => void,
    signal: AbortSignal,
  ): Promise<boolean>;
  /** Runs a container to its end, removes it whatever happens, and gives what it wrote. */
  runOnce(options: RunOnceOptions): Promise<ExecResult>;
  start(id: string): Promise<void>;
  stop(id: string): Promise<void>;
  restart(id: string): Promise<void>;
  pause(id: string): Promise<void>;
  unpause(id: string): Promise<void>;
  kill(id: string): Promise<void>;
  remove(id: string, options: { readonly force: boolean; readonly volumes: boolean }): Promise<void>;
  /** Changes limits of a container in place (`POST /containers/{id}/update`); keys as the Engine API names them. */
  update(id: string, limits: Readonly<Record<string, number | string>>): Promise<void>;
  dispose(): void;
}
