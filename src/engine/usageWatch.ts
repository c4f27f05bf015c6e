import { setTimeout } from 'node:timers/promises';
import { usageOf, type ContainerUsage } from '../kernel/usage';
import { backoff } from './backoff';
import { disposable, type Disposable } from './disposable';
import { Listeners } from './listeners';
import { EngineError, type Engine, type StatsSample } from './port';

interface Watched {
  readonly listeners: Listeners<ContainerUsage>;
  readonly stream: AbortController;
}

/** One stream of statistics for each container that somebody watches, however many watch it. */
export class UsageWatch {
  private readonly watched = new Map<string, Watched>();

  constructor(
    private readonly engine: Engine,
    private readonly log: (line: string) => void,
  ) {}

  watch(id: string, listener: (usage: ContainerUsage) => void): Disposable {
    const entry = this.watched.get(id) ?? this.open(id);
    const listening = entry.listeners.add(listener);
    return disposable(() => {
      listening.dispose();
      if (entry.listeners.size === 0) this.close(id, entry);
    });
  }

  dispose(): void {
    for (const [id, entry] of [...this.watched]) this.close(id, entry);
  }

  private open(id: string): Watched {
    const entry: Watched = {
      listeners: new Listeners((error) => {
        this.log(`a listener failed: ${String(error)}`);
      }),
      stream: new AbortController(),
    };
    this.watched.set(id, entry);
    void this.follow(id, entry);
    return entry;
  }

  /** Until the container ends, or nobody watches; a stream that breaks off is opened again. */
  private async follow(id: string, entry: Watched): Promise<void> {
    const { signal } = entry.stream;
    let previous: StatsSample | undefined;
    for (let failures = 0; !signal.aborted;) {
      const onSample = (sample: StatsSample) => {
        failures = 0;
        entry.listeners.tell(usageOf(sample, previous));
        previous = sample;
      };
      try {
        await this.engine.stats(id, onSample, signal);
        break;
      } catch (error) {
        // That a container is gone is told by the snapshot.
        if (error instanceof EngineError && (error.kind === 'not-found' || error.kind === 'conflict')) break;
        this.log(`reading the usage of ${id.slice(0, 12)} failed: ${String(error)}`);
        await setTimeout(backoff(failures), undefined, { signal }).catch(() => undefined);
        failures += 1;
        previous = undefined;
      }
    }
    this.close(id, entry);
  }

  private close(id: string, entry: Watched): void {
    entry.stream.abort();
    if (this.watched.get(id) === entry) this.watched.delete(id);
  }
}
