import type { ContainerUsage } from '../kernel/usage';
import { backoff } from './backoff';
import { ChangeTeller, quietTime } from './changeTeller';
import { effectOf } from './containerEvents';
import { FactsReader } from './containerFactsReader';
import { disposable, type Disposable } from './disposable';
import type { HelperConsent } from './helperContainer';
import { Listeners } from './listeners';
import type { Connection, LiveEngine, Snapshot, SnapshotChange } from './liveSnapshot';
import {
  EngineError,
  type ContainerInspect,
  type ContainerSummary,
  type Engine,
  type EngineEvent,
  type EngineInfo,
} from './port';
import { UnseenEvents } from './unseenEvents';
import { UsageWatch } from './usageWatch';

/** Milliseconds after which it is worth telling that a connection is being made: most stand before. */
const slowConnection = 300;
/** Events of one moment (die, stop, start of a restart) are told as one change. */
const gatherTime = 20;
/** Beyond this many changed containers, one list costs less than naming each in a filter. */
const mostNamed = 50;
/** A connection that lived this long, in milliseconds, ends the growing of the back-off. */
const lasting = 5000;

export interface LiveEngineDeps {
  readonly engine: Engine;
  readonly helperImage: HelperConsent;
  readonly log: (line: string) => void;
}

/** See `LiveEngine`. Connects with the first holder: one events stream, one list, one info. */
export class WatchedEngine implements LiveEngine {
  readonly engine: Engine;
  readonly endpoint;
  readonly facts: FactsReader;
  private current: Snapshot = {
    version: 0,
    connection: { kind: 'idle' },
    info: undefined,
    containers: new Map(),
    inspected: new Map(),
  };
  private readonly changes: ChangeTeller;
  private readonly events: Listeners<EngineEvent>;
  private readonly usage: UsageWatch;
  private holders = 0;
  private session: AbortController | undefined;
  /** Ends the wait for the next attempt. */
  private wake: (() => void) | undefined;
  private readonly stale = new Set<string>();
  private readonly unseen = new UnseenEvents();
  private refreshing = false;
  private refreshTimer: NodeJS.Timeout | undefined;
  private asked: Promise<EngineInfo> | undefined;
  private readonly inspecting = new Map<string, Promise<ContainerInspect>>();

  constructor(private readonly deps: LiveEngineDeps) {
    this.engine = deps.engine;
    this.endpoint = deps.engine.endpoint;
    const logError = (error: unknown) => {
      deps.log(`a listener failed: ${String(error)}`);
    };
    this.changes = new ChangeTeller(() => this.current, logError);
    this.events = new Listeners(logError);
    this.usage = new UsageWatch(deps.engine);
    this.facts = new FactsReader(this, deps.helperImage);
  }

  get snapshot(): Snapshot {
    return this.current;
  }

  onDidChange(listener: (change: SnapshotChange) => void): Disposable {
    return this.changes.add(listener);
  }

  onEvent(listener: (event: EngineEvent) => void): Disposable {
    return this.events.add(listener);
  }

  hold(): Disposable {
    this.holders += 1;
    if (this.session === undefined) void this.watch();
    return disposable(() => {
      this.holders -= 1;
      if (this.holders === 0) this.letGo();
    });
  }

  retryNow(): void {
    this.wake?.();
  }

  watchUsage(id: string, listener: (usage: ContainerUsage) => void): Disposable {
    // Without a control group of its own the engine counts the whole host as the container’s.
    return this.current.info?.cgroupDriver === 'none'
      ? disposable(() => undefined)
      : this.usage.watch(id, listener);
  }

  async inspect(id: string): Promise<ContainerInspect> {
    const known = this.current.inspected.get(id);
    if (known !== undefined) return known;
    const running = this.inspecting.get(id);
    if (running !== undefined) return running;
    const request = this.engine.inspect(id).then((answer) => {
      // An event meanwhile took the request off the list: the answer may be older than the change.
      if (this.inspecting.get(id) === request) this.keepInspected(answer);
      return answer;
    });
    this.inspecting.set(id, request);
    try {
      return await request;
    } finally {
      if (this.inspecting.get(id) === request) this.inspecting.delete(id);
    }
  }

  /** Closes everything for good. */
  dispose(): void {
    this.holders = 0;
    this.letGo();
    this.usage.dispose();
    this.engine.dispose();
  }

  private letGo(): void {
    this.session?.abort();
    this.session = undefined;
    this.wake = undefined;
    clearTimeout(this.refreshTimer);
    this.refreshTimer = undefined;
    this.stale.clear();
    this.unseen.clear();
    this.inspecting.clear();
    this.facts.forgetAll();
    this.asked = undefined;
    this.replace({ connection: { kind: 'idle' }, inspected: new Map() }, 'all');
  }

  /** Connects, follows the events and connects again, until nobody holds the engine. */
  private async watch(): Promise<void> {
    const session = new AbortController();
    this.session = session;
    const { signal } = session;
    this.replace({ connection: { kind: 'connecting' } }, new Set(), slowConnection);
    let failures = 0;
    while (!isAborted(signal)) {
      let connected = Infinity;
      const attempt = new AbortController();
      try {
        const events = await this.engine.events(AbortSignal.any([signal, attempt.signal]));
        const info = this.askInfo(signal);
        await this.readList(signal);
        connected = Date.now();
        await Promise.all([this.follow(events), info]);
      } catch (error) {
        if (isAborted(signal)) return;
        // An engine that answers and breaks at once is failing too: only a lasting connection counts.
        if (Date.now() - connected > lasting) failures = 0;
        const retryIn = backoff(failures);
        failures += 1;
        attempt.abort();
        this.fail(toFailure(error), retryIn);
        await this.pause(retryIn, signal);
      }
    }
  }

  private fail(failure: EngineError, retryIn: number): void {
    this.deps.log(`${this.endpoint.name}: ${failure.kind}: ${failure.detail}`);
    this.stale.clear();
    this.unseen.clear();
    this.inspecting.clear();
    this.facts.forgetAll();
    const { kind: reason, detail, subject } = failure;
    const connection: Connection = { kind: 'failed', reason, detail, subject, retryIn };
    this.replace({ connection, inspected: new Map() }, 'all');
  }

  private async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
      this.wake = () => {
        this.replace({ connection: { kind: 'connecting' } }, new Set());
        end();
      };
    });
    if (!isAborted(signal)) this.wake = undefined;
  }

  /** All containers, after the events are subscribed to: what happens from here on is an event. */
  private async readList(signal: AbortSignal): Promise<void> {
    const list = await this.engine.listContainers();
    if (signal.aborted) return;
    const containers = new Map(list.map((container) => [container.id, container]));
    this.replace({ connection: { kind: 'connected' }, containers, inspected: new Map() }, 'all');
  }

  /** Facts of the engine may take longer than the list (it runs programs to find them): nothing waits for them. */
  private askInfo(signal: AbortSignal): Promise<void> {
    const asked = this.engine.info();
    this.asked = asked;
    const kept = asked.then((info) => {
      if (signal.aborted) return;
      // The containers, which are nearly here, would else be told only after the pause between two notifications.
      const delay = this.current.connection.kind === 'connected' ? 0 : slowConnection;
      this.replace({ info }, 'all', delay);
    });
    // The list may fail before anybody waits for this one.
    kept.catch(() => undefined);
    return kept;
  }

  readInfoAgain(): void {
    const { session } = this;
    if (session === undefined || this.current.connection.kind !== 'connected') return;
    this.askInfo(session.signal).catch((error: unknown) => {
      this.deps.log(`reading the engine's facts failed: ${String(error)}`);
    });
  }

  /** Facts of the engine: those known, those under way, or a new request while nothing is held. */
  async info(): Promise<EngineInfo> {
    return this.current.info ?? this.asked ?? this.engine.info();
  }

  private async follow(events: AsyncIterable<EngineEvent>): Promise<void> {
    for await (const event of events) this.take(event);
  }

  private take(event: EngineEvent): void {
    this.events.tell(event);
    // A swarm that begins or that this engine joins: `docker info` alone tells which role the engine has in it.
    if (event.type === 'node' || (event.type === 'service' && this.current.info?.swarm.manager === false))
      this.readInfoAgain();
    const effect = effectOf(event);
    if (effect.kind === 'none') return;
    this.inspecting.delete(effect.id);
    this.facts.forget(effect.id);
    if (effect.kind === 'details') {
      this.replace({ inspected: without(this.current.inspected, effect.id) }, new Set([effect.id]));
      return;
    }
    if (effect.kind === 'removed') {
      this.stale.delete(effect.id);
      this.unseen.delete(effect.id);
      this.facts.forget(effect.id);
      this.replace(
        {
          containers: without(this.current.containers, effect.id),
          inspected: without(this.current.inspected, effect.id),
        },
        new Set([effect.id]),
      );
      return;
    }
    this.stale.add(effect.id);
    this.unseen.add(effect.id, event.action);
    this.refreshSoon(gatherTime);
  }

  private refreshSoon(delay: number): void {
    if (this.refreshing || this.refreshTimer !== undefined) return;
    this.refreshTimer = setTimeout(() => {
      this.refreshTimer = undefined;
      void this.refresh();
    }, delay);
  }

  /** Reads the changed containers anew, all in one request. Events that come meanwhile lead to another round. */
  private async refresh(): Promise<void> {
    const { session } = this;
    const ids = [...this.stale];
    if (session === undefined || ids.length === 0) return;
    this.stale.clear();
    this.refreshing = true;
    try {
      const whole = ids.length > mostNamed;
      const found = await (whole ? this.engine.listContainers() : this.engine.findContainers(ids));
      if (!session.signal.aborted) this.merge(ids, found);
    } catch (error) {
      this.deps.log(`reading changed containers failed: ${String(error)}`);
      // What they are is unknown now: start over, which lists all of them.
      if (!session.signal.aborted) this.reconnect();
    } finally {
      this.refreshing = false;
      if (this.stale.size > 0) this.refreshSoon(quietTime);
    }
  }

  private reconnect(): void {
    this.session?.abort();
    this.session = undefined;
    if (this.holders > 0) void this.watch();
  }

  private merge(ids: readonly string[], found: readonly ContainerSummary[]): void {
    const containers = new Map(this.current.containers);
    const inspected = new Map(this.current.inspected);
    const byId = new Map(found.map((container) => [container.id, container]));
    for (const id of ids) {
      const container = byId.get(id);
      inspected.delete(id);
      if (container === undefined) containers.delete(id);
      else containers.set(id, container);
      if (container === undefined) this.unseen.delete(id);
      else if (!this.unseen.seenIn(container)) this.stale.add(id);
    }
    this.replace({ containers, inspected }, new Set(ids));
  }

  private keepInspected(answer: ContainerInspect): void {
    // Without the events nothing would say when the answer no longer holds.
    if (this.current.connection.kind !== 'connected') return;
    const inspected = new Map(this.current.inspected).set(answer.id, answer);
    // No news to tell: nothing changed but what is known. Who asked has the answer.
    this.current = { ...this.current, inspected, version: this.current.version + 1 };
  }

  /** Takes the new state at once and tells of it as soon as the last notification is long enough ago. */
  private replace(
    part: Partial<Omit<Snapshot, 'version'>>,
    touched: ReadonlySet<string> | 'all',
    delay = 0,
  ): void {
    this.current = { ...this.current, ...part, version: this.current.version + 1 };
    this.changes.changed(touched, delay);
  }
}

function toFailure(error: unknown): EngineError {
  return error instanceof EngineError ? error : new EngineError('unknown', String(error));
}

/** A look at the signal that the compiler does not take for settled by an earlier one. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function without<T>(map: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  if (!map.has(id)) return map;
  const copy = new Map(map);
  copy.delete(id);
  return copy;
}
