import { quietTime } from './changeTeller';
import type { ContainerSummary, Engine } from './port';
import { UnseenEvents } from './unseenEvents';

/** Events of one moment (die, stop, start of a restart) are told as one change. */
const gatherTime = 20;
/** Beyond this many changed containers, one list costs less than naming each in a filter. */
const mostNamed = 50;
/** Removed containers that are remembered: far more than can be removed while one answer is under way. */
const mostRemoved = 10_000;

export interface ChangedContainersDeps {
  readonly engine: Pick<Engine, 'listContainers' | 'findContainers'>;
  /** What these containers are now; undefined for those that are gone. */
  readonly changed: (containers: ReadonlyMap<string, ContainerSummary | undefined>) => void;
  /** Ids of the containers that are shown. */
  readonly shown: () => Iterable<string>;
  /** They could not be read, so that what they are is unknown. */
  readonly failed: (error: unknown) => void;
}

/**
 * Reads containers anew that events tell of, as long as one connection lives: what is read through an earlier one says
 * nothing of now, nor does an answer that a later event has overtaken.
 */
export class ChangedContainers {
  private readonly stale = new Set<string>();
  private readonly unseen = new UnseenEvents();
  /** An engine never gives an id twice: an answer that has one of these is older than the end of that container. */
  private readonly removed = new Set<string>();
  private allStale = false;
  private reading = false;
  private timer: NodeJS.Timeout | undefined;
  private disposed = false;

  constructor(private readonly deps: ChangedContainersDeps) {}

  /** The list shows something else of this container now. */
  change(id: string, action: string): void {
    if (this.removed.has(id)) return;
    this.stale.add(id);
    this.unseen.add(id, action);
    this.readSoon(gatherTime);
  }

  remove(id: string): void {
    this.stale.delete(id);
    this.unseen.delete(id);
    this.removed.add(id);
    for (const oldest of this.removed) {
      if (this.removed.size <= mostRemoved) break;
      this.removed.delete(oldest);
    }
  }

  /** Anything may have changed. */
  changeAll(): void {
    this.allStale = true;
    this.readSoon(gatherTime);
  }

  /** Takes no answer any more. */
  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private readSoon(delay: number): void {
    if (this.disposed || this.reading || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.read();
    }, delay);
  }

  /** All of them in one request. Events that come meanwhile lead to another round. */
  private async read(): Promise<void> {
    const { engine } = this.deps;
    const named = [...this.stale];
    const all = this.allStale;
    if (!this.isAnyStale()) return;
    this.stale.clear();
    this.allStale = false;
    this.reading = true;
    try {
      const whole = all || named.length > mostNamed;
      const found = await (whole ? engine.listContainers() : engine.findContainers(named));
      if (this.disposed) return;
      const ids = all ? new Set([...this.deps.shown(), ...found.map(({ id }) => id)]) : named;
      this.deps.changed(this.changesOf(ids, found));
    } catch (error) {
      if (!this.disposed) this.deps.failed(error);
    } finally {
      this.reading = false;
      if (this.isAnyStale()) this.readSoon(quietTime);
    }
  }

  private changesOf(
    ids: Iterable<string>,
    found: readonly ContainerSummary[],
  ): ReadonlyMap<string, ContainerSummary | undefined> {
    const byId = new Map(found.map((container) => [container.id, container]));
    const changes = new Map<string, ContainerSummary | undefined>();
    for (const id of ids) {
      if (this.removed.has(id)) continue;
      const container = byId.get(id);
      changes.set(id, container);
      if (container === undefined) this.unseen.delete(id);
      else if (!this.unseen.seenIn(container)) this.stale.add(id);
    }
    return changes;
  }

  private isAnyStale(): boolean {
    return this.stale.size > 0 || this.allStale;
  }
}
