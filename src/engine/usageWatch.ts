import { usageOf, type ContainerUsage } from '../kernel/usage';
import { disposable, type Disposable } from './disposable';
import { Listeners } from './listeners';
import type { Engine, StatsSample } from './port';

interface Watched {
  readonly listeners: Listeners<ContainerUsage>;
  readonly stream: AbortController;
}

/** One stream of statistics for each container that somebody watches, however many watch it. */
export class UsageWatch {
  private readonly watched = new Map<string, Watched>();

  constructor(private readonly engine: Engine) {}

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
      listeners: new Listeners(() => undefined),
      stream: new AbortController(),
    };
    this.watched.set(id, entry);
    let previous: StatsSample | undefined;
    const onSample = (sample: StatsSample) => {
      entry.listeners.tell(usageOf(sample, previous));
      previous = sample;
    };
    this.engine
      .stats(id, onSample, entry.stream.signal)
      // The container ended or the engine is gone: both are told by the snapshot.
      .catch(() => undefined)
      .finally(() => {
        this.close(id, entry);
      });
    return entry;
  }

  private close(id: string, entry: Watched): void {
    entry.stream.abort();
    if (this.watched.get(id) === entry) this.watched.delete(id);
  }
}
