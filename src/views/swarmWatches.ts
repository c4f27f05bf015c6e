import { msg } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import type { Swarm } from '../engine/port';

type ReadSwarm = () => Promise<Swarm>;

/** Milliseconds between two looks. */
const pause = 3000;

/**
 * Reads the swarms on display again and again: no event tells when a task moves, and most tasks run on other
 * machines. A swarm that is not on display costs nothing.
 */
export class SwarmWatches {
  readonly #open = new Map<string, AbortController>();
  readonly #last = new Map<string, Swarm>();

  constructor(private readonly boundary: ErrorBoundary) {}

  /** What was read last for a row on display; read now for any other. */
  async read(key: string, read: ReadSwarm): Promise<Swarm> {
    const swarm = this.#last.get(key) ?? (await read());
    this.#last.set(key, swarm);
    return swarm;
  }

  /** Begins to look at what is wanted, and no longer looks at what is not. */
  reconcile(wanted: ReadonlyMap<string, ReadSwarm>, changed: (key: string) => void): void {
    for (const [key, watch] of this.#open)
      if (!wanted.has(key)) {
        watch.abort();
        this.#open.delete(key);
      }
    for (const key of this.#last.keys()) if (!wanted.has(key)) this.#last.delete(key);
    for (const [key, read] of wanted)
      if (!this.#open.has(key)) {
        const watch = new AbortController();
        this.#open.set(key, watch);
        this.#lookLater(key, read, changed, watch.signal);
      }
  }

  dispose(): void {
    this.reconcile(new Map(), () => undefined);
  }

  #lookLater(key: string, read: ReadSwarm, changed: (key: string) => void, ended: AbortSignal): void {
    const timer = setTimeout(() => {
      this.boundary.background(msg('The swarm could not be followed'), this.#look(key, read, changed, ended));
    }, pause);
    ended.addEventListener('abort', () => {
      clearTimeout(timer);
    });
  }

  async #look(
    key: string,
    read: ReadSwarm,
    changed: (key: string) => void,
    ended: AbortSignal,
  ): Promise<void> {
    const before = this.#last.get(key);
    let now: Swarm | undefined;
    try {
      now = await read();
    } catch {
      // The manager does not answer: the row is asked for anew and says why.
    }
    if (ended.aborted) return;
    if (now === undefined) this.#last.delete(key);
    else this.#last.set(key, now);
    if (JSON.stringify(before) !== JSON.stringify(now)) changed(key);
    this.#lookLater(key, read, changed, ended);
  }
}
