import type { ContainerSummary, Engine, EngineEvent, EngineInfo } from '../../src/engine/port';

/** An engine at the port whose containers start and die as told, and which counts what is asked of it. */
export interface BurstEngine {
  readonly engine: Engine;
  readonly ids: readonly string[];
  /** Names of the port’s methods that were called. */
  readonly asked: string[];
  /** Streams of events that are open. */
  readonly streams: number;
  /** Starts or ends a container: the list knows it at once, then the event is told, as a real engine does. */
  change(id: string, action: 'start' | 'die'): void;
}

export function burstEngine(containers: number): BurstEngine {
  const ids = Array.from({ length: containers }, (_, index) => `${index}`.padStart(3, '0').padEnd(64, 'a'));
  const running = new Set<string>();
  const asked: string[] = [];
  const tells = new Set<(event: EngineEvent) => void>();
  const list = (wanted: readonly string[]): readonly ContainerSummary[] =>
    wanted.map((id) => ({
      id,
      name: `burst-${id.slice(0, 3)}`,
      image: 'busybox:latest',
      imageId: 'sha256:1',
      command: 'sleep 1',
      created: 1_790_000_000,
      state: running.has(id) ? 'running' : 'exited',
      status: running.has(id) ? 'Up 1 second' : 'Exited (0) 1 second ago',
      labels: {},
      ports: [],
      networkMode: 'none',
    }));
  const answer = <T>(method: string, value: () => T): Promise<T> => {
    asked.push(method);
    // A request takes its time, in which more events come.
    return new Promise((resolve) =>
      setTimeout(() => {
        resolve(value());
      }, 5),
    );
  };
  const port: Pick<Engine, 'endpoint' | 'info' | 'listContainers' | 'findContainers' | 'events' | 'dispose'> =
    {
      endpoint: { name: 'burst', source: 'setting', host: 'unix:///burst.sock' },
      info: () => answer('info', () => info),
      listContainers: () => answer('listContainers', () => list(ids)),
      findContainers: (wanted) => answer('findContainers', () => list(wanted)),
      events: (signal) => answer('events', () => stream(signal)),
      dispose: () => undefined,
    };
  const stream = async function* (signal: AbortSignal): AsyncGenerator<EngineEvent> {
    const waiting: EngineEvent[] = [];
    let wake = (): void => undefined;
    const tell = (event: EngineEvent) => {
      waiting.push(event);
      wake();
    };
    tells.add(tell);
    signal.addEventListener('abort', () => {
      wake();
    });
    try {
      while (!signal.aborted) {
        const event = waiting.shift();
        if (event !== undefined) yield event;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      tells.delete(tell);
    }
  };
  return {
    engine: port as Engine,
    ids,
    asked,
    get streams() {
      return tells.size;
    },
    change: (id, action) => {
      if (action === 'start') running.add(id);
      else running.delete(id);
      const event = { type: 'container', action, id, attributes: {}, timeNano: `${Date.now()}000000` };
      for (const tell of tells) tell(event);
    },
  };
}

const info: EngineInfo = {
  id: 'burst',
  name: 'burst',
  serverVersion: '26.1.5',
  apiVersion: '1.45',
  operatingSystem: 'Debian',
  kernelVersion: '6.18.0',
  cgroupVersion: 2,
  cgroupDriver: 'systemd',
  cpus: 2,
  memory: 1024 ** 3,
  securityOptions: [],
  rootless: false,
  missingControllers: [],
  defaultRuntime: 'runc',
  runtimes: [],
  swarm: { active: false, manager: false },
};
