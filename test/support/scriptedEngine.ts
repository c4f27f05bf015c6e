import { setTimeout as pause } from 'node:timers/promises';
import type { ContainerState, ContainerSummary, Engine, EngineEvent } from '../../src/engine/port';

/** A request that waits for the test to answer it. */
export interface OpenRequest {
  readonly args: readonly unknown[];
  answer(value: unknown): void;
  fail(error: Error): void;
}

/** An engine at the port that answers what the test wants, when it wants it. */
export interface ScriptedEngine {
  readonly engine: Engine;
  /** The oldest request of this kind that is not answered, as soon as there is one. */
  next(method: keyof Engine): Promise<OpenRequest>;
  /** How many requests of this kind wait for an answer. */
  waiting(method: keyof Engine): number;
  /** Tells an event on every stream that is open. */
  tell(action: string, id: string, type?: string): void;
  /** Breaks the streams of events. */
  disconnect(error: Error): void;
}

export function scriptedEngine(): ScriptedEngine {
  const requests = new Map<string, OpenRequest[]>();
  const streams = new Set<{
    readonly push: (event: EngineEvent) => void;
    readonly fail: (error: Error) => void;
  }>();
  const events = (signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> => {
    const buffered: EngineEvent[] = [];
    let failure: Error | undefined;
    let wake = (): void => undefined;
    const stream = {
      push: (event: EngineEvent) => {
        buffered.push(event);
        wake();
      },
      fail: (error: Error) => {
        failure = error;
        wake();
      },
    };
    streams.add(stream);
    signal.addEventListener('abort', () => {
      streams.delete(stream);
      wake();
    });
    return Promise.resolve(
      (async function* () {
        while (!signal.aborted) {
          const event = buffered.shift();
          if (event !== undefined) yield event;
          else if (failure !== undefined) throw failure;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      })(),
    );
  };
  const fixed: Readonly<Record<string, unknown>> = {
    endpoint: { name: 'scripted', source: 'setting', host: 'tcp://scripted:2375' },
    events,
    dispose: () => undefined,
  };
  const engine = new Proxy(fixed, {
    get: (target, method: string) =>
      target[method] ??
      ((...args: readonly unknown[]) =>
        new Promise((resolve, reject) => {
          const open = requests.get(method) ?? [];
          requests.set(method, [...open, { args, answer: resolve, fail: reject }]);
        })),
  }) as unknown as Engine;
  return {
    engine,
    next: async (method) => {
      for (;;) {
        const [first, ...others] = requests.get(method) ?? [];
        requests.set(method, others);
        if (first !== undefined) return first;
        await pause(2);
      }
    },
    waiting: (method) => requests.get(method)?.length ?? 0,
    tell: (action, id, type = 'container') => {
      for (const stream of streams) stream.push({ type, action, id, attributes: {}, timeNano: '0' });
    },
    disconnect: (error) => {
      for (const stream of streams) stream.fail(error);
    },
  };
}

/** An id as engines make them, from a few hexadecimal digits. */
export function containerId(digits: string): string {
  return digits.padEnd(64, '0');
}

/** A container as the list names it. */
export function summary(
  id: string,
  state: ContainerState = 'running',
  name = id.slice(0, 4),
): ContainerSummary {
  return {
    ...{ id, name, state, image: 'busybox:latest', imageId: 'sha256:1', command: 'sleep 1' },
    ...{ created: 1_790_000_000, status: state, labels: {}, ports: [], networkMode: 'none' },
  };
}
