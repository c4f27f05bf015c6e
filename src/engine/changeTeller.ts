import type { Disposable } from './disposable';
import { Listeners } from './listeners';
import type { Snapshot, SnapshotChange } from './liveSnapshot';

/** Notifications are this far apart, in milliseconds: at most ten a second, even where a timer rings a little early. */
export const quietTime = 105;

/** Tells listeners of changes, many at once: as soon as the last notification is long enough ago. */
export class ChangeTeller {
  private readonly listeners: Listeners<SnapshotChange>;
  private untold: ReadonlySet<string> | 'all' | undefined;
  private timer: NodeJS.Timeout | undefined;
  private due = 0;
  private lastTold = -quietTime;
  private disposed = false;

  /** `current` gives what is true when it is told, which may be newer than the change. */
  constructor(
    private readonly current: () => Snapshot,
    logError: (error: unknown) => void,
  ) {
    this.listeners = new Listeners(logError);
  }

  add(listener: (change: SnapshotChange) => void): Disposable {
    return this.listeners.add(listener);
  }

  /** These containers, or all and the connection, changed; it may wait `delay` milliseconds for what comes with it. */
  changed(touched: ReadonlySet<string> | 'all', delay: number): void {
    if (this.disposed) return;
    if (touched === 'all' || this.untold === 'all') this.untold = 'all';
    else this.untold = new Set([...(this.untold ?? []), ...touched]);
    const now = performance.now();
    const due = Math.max(now + delay, this.lastTold + quietTime);
    if (this.timer !== undefined && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => {
      this.tell();
    }, due - now);
  }

  /** Tells at once what is not told yet, for somebody may wait for the end, and nothing any more. */
  dispose(): void {
    clearTimeout(this.timer);
    this.disposed = true;
    this.tell();
  }

  private tell(): void {
    this.timer = undefined;
    const containers = this.untold;
    if (containers === undefined) return;
    this.untold = undefined;
    this.lastTold = performance.now();
    this.listeners.tell({ snapshot: this.current(), containers });
  }
}
