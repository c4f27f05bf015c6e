import { unlessAborted } from './unlessAborted';

/** One answer under way, as whoever reads it sees it. */
export interface Flight {
  /** Aborts when everybody who asked has aborted. */
  readonly signal: AbortSignal;
  /** False once the key was forgotten: the answer may be older than what made it be forgotten. */
  isCurrent(): boolean;
}

export interface Asking {
  /** Ends this asker's wait alone; the answer is read on as long as another one waits for it. */
  readonly signal?: AbortSignal | undefined;
  /** Wants an answer that uses nothing known before. */
  readonly fresh?: boolean;
  /** Whether what would start now uses nothing known before, though nobody insists on it. */
  readonly isFresh?: () => boolean;
}

interface Shared<T> {
  readonly answer: Promise<T>;
  readonly fresh: boolean;
  readonly ending: AbortController;
  waiting: number;
}

/**
 * Reads one answer at a time for each key: whoever asks while one is under way shares it. What the read throws, all
 * who share it get.
 */
export class SingleFlight<T> {
  private readonly shared = new Map<string, Shared<T>>();

  /** A fresh asker waits for the end of a read that may use what was known, and then begins another. */
  async ask(key: string, read: (flight: Flight) => Promise<T>, asking: Asking = {}): Promise<T> {
    const { signal, fresh = false, isFresh } = asking;
    signal?.throwIfAborted();
    let shared = this.shared.get(key);
    while (shared !== undefined && fresh && !shared.fresh) {
      await unlessAborted(
        shared.answer.catch(() => undefined),
        signal,
      );
      shared = this.shared.get(key);
    }
    shared ??= this.begin(key, read, fresh || isFresh?.() === true);
    return this.join(key, shared, signal);
  }

  /** Whoever asks for this from now on shares nothing of what is under way: it may be out of date. */
  forget(key: string): void {
    this.shared.delete(key);
  }

  forgetAll(): void {
    this.shared.clear();
  }

  private begin(key: string, read: (flight: Flight) => Promise<T>, fresh: boolean): Shared<T> {
    const ending = new AbortController();
    let shared: Shared<T> | undefined = undefined;
    const isCurrent = () => shared !== undefined && this.shared.get(key) === shared;
    const answer = read({ signal: ending.signal, isCurrent });
    shared = { answer, fresh, ending, waiting: 0 };
    this.shared.set(key, shared);
    const land = () => {
      if (isCurrent()) this.shared.delete(key);
    };
    answer.then(land, land);
    return shared;
  }

  private async join(key: string, shared: Shared<T>, signal: AbortSignal | undefined): Promise<T> {
    shared.waiting += 1;
    try {
      return await unlessAborted(shared.answer, signal);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) {
        // Nobody may join a read that is being ended.
        if (this.shared.get(key) === shared) this.shared.delete(key);
        shared.ending.abort();
      }
    }
  }
}
