import type { ContainerUsage } from '../kernel/usage';
import { backoff } from './backoff';
import { ChangedContainers } from './changedContainers';
import { ChangeTeller } from './changeTeller';
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
import { SingleFlight } from './singleFlight';
import { unlessAborted } from './unlessAborted';
import { UsageWatch } from './usageWatch';

/** Milliseconds after which it is worth telling that a connection is being made: most stand before. */
const slowConnection = 300;
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
  /** Aborts with the present connection, or the attempt at one. */
  private attempt: AbortSignal | undefined;
  /** Ends the wait for the next attempt. */
  private wake: (() => void) | undefined;
  /** Reads what the events of the present connection tell of. */
  private changed: ChangedContainers | undefined;
  private readonly infos = new SingleFlight<EngineInfo>();
  private readonly inspects = new SingleFlight<ContainerInspect>();

  constructor(private readonly deps: LiveEngineDeps) {
    this.engine = deps.engine;
    this.endpoint = deps.engine.endpoint;
    const logError = (error: unknown) => {
      deps.log(`a listener failed: ${String(error)}`);
    };
    this.changes = new ChangeTeller(() => this.current, logError);
    this.events = new Listeners(logError);
    this.usage = new UsageWatch(deps.engine, deps.log);
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
    return this.inspects.ask(id, async ({ isCurrent }) => {
      const answer = await this.engine.inspect(id);
      // After an event meanwhile the answer may be older than the change; and events name containers by their ids.
      if (isCurrent() && answer.id === id) this.keepInspected(answer);
      return answer;
    });
  }

  /** Closes everything for good. */
  dispose(): void {
    this.holders = 0;
    this.letGo();
    this.changes.dispose();
    this.usage.dispose();
    this.engine.dispose();
  }

  private letGo(): void {
    this.session?.abort();
    this.session = undefined;
    this.attempt = undefined;
    this.wake = undefined;
    this.forgetAnswers();
    this.replace({ connection: { kind: 'idle' }, inspected: new Map() }, 'all');
  }

  /** What is under way or known by now is of a connection that is no more. */
  private forgetAnswers(): void {
    this.changed?.dispose();
    this.changed = undefined;
    this.infos.forgetAll();
    this.inspects.forgetAll();
    this.facts.forgetAll();
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
      const wanted = AbortSignal.any([signal, attempt.signal]);
      this.attempt = wanted;
      try {
        const events = await this.engine.events(wanted);
        const info = this.askInfo(wanted);
        await this.readList(wanted);
        connected = performance.now();
        this.changed = this.changedContainers(attempt);
        await unlessAborted(Promise.all([this.follow(events, wanted), info]), wanted);
      } catch (error) {
        if (isAborted(signal)) return;
        // An engine that answers and breaks at once is failing too: only a lasting connection counts.
        if (performance.now() - connected > lasting) failures = 0;
        const isFirstReading = isAborted(attempt.signal) && failures === 0;
        attempt.abort();
        this.forgetAnswers();
        failures += 1;
        // One answer that was lost while the connection stands is not worth a word: all is read anew at once.
        if (isFirstReading) {
          this.replace({ connection: { kind: 'connecting' }, inspected: new Map() }, 'all', slowConnection);
          continue;
        }
        const retryIn = backoff(failures - 1);
        this.fail(toFailure(error), retryIn);
        await this.pause(retryIn, signal);
      }
    }
  }

  private changedContainers(attempt: AbortController): ChangedContainers {
    return new ChangedContainers({
      engine: this.engine,
      shown: () => this.current.containers.keys(),
      changed: (containers) => {
        this.merge(containers);
      },
      failed: (error) => {
        this.deps.log(`reading changed containers failed: ${String(error)}`);
        // What they are is unknown now: connect anew, which lists all of them.
        attempt.abort(error);
      },
    });
  }

  private fail(failure: EngineError, retryIn: number): void {
    this.deps.log(`${this.endpoint.name}: ${failure.kind}: ${failure.detail}`);
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
    const list = await unlessAborted(this.engine.listContainers(), signal);
    const containers = new Map(list.map((container) => [container.id, container]));
    this.replace({ connection: { kind: 'connected' }, containers, inspected: new Map() }, 'all');
  }

  /** Facts of the engine may take longer than the list (it runs programs to find them): nothing waits for them. */
  private askInfo(signal: AbortSignal): Promise<void> {
    this.infos.forgetAll();
    const kept = this.infos
      .ask('', () => this.engine.info())
      .then((info) => {
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
    const { attempt } = this;
    if (attempt === undefined || this.current.connection.kind !== 'connected') return;
    this.askInfo(attempt).catch((error: unknown) => {
      this.deps.log(`reading the engine's facts failed: ${String(error)}`);
    });
  }

  /** Facts of the engine: those known, those under way, or a new request while nothing is held. */
  async info(): Promise<EngineInfo> {
    return this.current.info ?? this.infos.ask('', () => this.engine.info());
  }

  private async follow(events: AsyncIterable<EngineEvent>, signal: AbortSignal): Promise<void> {
    for await (const event of events) {
      // What was read before a disconnection says nothing of the next connection.
      if (signal.aborted) return;
      this.take(event);
    }
  }

  private take(event: EngineEvent): void {
    this.events.tell(event);
    // A swarm that begins or that this engine joins: `docker info` alone tells which role the engine has in it.
    if (event.type === 'node' || (event.type === 'service' && this.current.info?.swarm.manager === false))
      this.readInfoAgain();
    const effect = effectOf(event);
    if (effect.kind === 'none') return;
    if (effect.kind === 'everything') {
      this.inspects.forgetAll();
      this.facts.forgetAll();
      this.replace({ inspected: new Map() }, 'all');
      this.changed?.changeAll();
      return;
    }
    const { id } = effect;
    this.inspects.forget(id);
    this.facts.forget(id);
    const inspected = without(this.current.inspected, id);
    if (effect.kind === 'details') this.replace({ inspected }, new Set([id]));
    else if (effect.kind === 'removed') {
      this.changed?.remove(id);
      this.replace({ containers: without(this.current.containers, id), inspected }, new Set([id]));
    } else this.changed?.change(id, event.action);
  }

  private merge(changes: ReadonlyMap<string, ContainerSummary | undefined>): void {
    const containers = new Map(this.current.containers);
    const inspected = new Map(this.current.inspected);
    for (const [id, container] of changes) {
      inspected.delete(id);
      if (container === undefined) containers.delete(id);
      else containers.set(id, container);
    }
    this.replace({ containers, inspected }, new Set(changes.keys()));
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
