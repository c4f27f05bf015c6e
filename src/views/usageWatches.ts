import type { ContainerUsage } from '../kernel/usage';

interface Disposable {
  dispose(): void;
}

/** Starts a stream of usage for one container. */
export type OpenUsage = (listener: (usage: ContainerUsage) => void) => Disposable;

/** Streams usage for the rows that want it now, and for no other; keeps the last sample of each. */
export class UsageWatches {
  readonly #open = new Map<string, Disposable>();
  readonly #last = new Map<string, ContainerUsage>();

  last(key: string): ContainerUsage | undefined {
    return this.#last.get(key);
  }

  /** Opens what is wanted and not open, closes what is open and not wanted. */
  reconcile(wanted: ReadonlyMap<string, OpenUsage>, changed: (key: string) => void): void {
    for (const [key, watch] of this.#open)
      if (!wanted.has(key)) {
        watch.dispose();
        this.#open.delete(key);
        this.#last.delete(key);
      }
    for (const [key, open] of wanted)
      if (!this.#open.has(key))
        this.#open.set(
          key,
          open((usage) => {
            this.#last.set(key, usage);
            changed(key);
          }),
        );
  }

  /** Closes one stream, so that the next reconciling opens it anew: a restarted container has ended it. */
  forget(key: string): void {
    this.#open.get(key)?.dispose();
    this.#open.delete(key);
  }

  dispose(): void {
    this.reconcile(new Map(), () => undefined);
  }
}
