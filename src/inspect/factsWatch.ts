import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import { EngineError } from '../engine/port';
import type { ContainerUsage } from '../kernel/usage';
import { msg, type Message } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import { engineProblem } from './engineProblem';
import { readInspectFacts, shownEngine, type EditorFinder } from './factsSource';
import type { InspectFacts } from './inspectFacts';
import type { InspectSelection, ToPage } from './pageProtocol';
import type { UsageById } from './usageWords';

export interface FactsWatchDeps {
  readonly hub: EngineHub;
  readonly findEditor: EditorFinder;
  readonly send: (message: ToPage) => void;
  readonly boundary: ErrorBoundary;
}

const notRead = msg('The namespaces could not be read');

interface Disposable {
  dispose(): void;
}

/** Milliseconds: events that come together are read together. */
const settleTime = 100;
/** Milliseconds between two readings of counters that keep moving. */
const counterTime = 5000;

/**
 * The facts of what was chosen, kept up to date while awake: read at once, then after each event that
 * touches a container and when its number of processes changes. Asleep, it asks nothing of the engine.
 */
export class FactsWatch implements Disposable {
  private held: Disposable[] = [];
  private hubListener: Disposable | undefined;
  private live: LiveEngine | undefined;
  private readonly usageWatches = new Map<string, Disposable>();
  private readonly usage = new Map<string, ContainerUsage>();
  /** Number of processes of each watched container when its processes were listed last. */
  private readonly listed = new Map<string, number>();
  /** Containers whose usage the page shows. */
  private wanted: readonly string[] = [];
  /** The container that the reader looks at now. */
  private looked: string | undefined;
  private facts: InspectFacts | undefined;
  private problem: ToPage | undefined;
  private reading: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private countersRead = -Infinity;

  constructor(
    private selection: InspectSelection,
    private readonly deps: FactsWatchDeps,
  ) {}

  /** What was read last, and the newest usage. */
  get content(): { readonly facts: InspectFacts; readonly usage: UsageById } | undefined {
    return this.facts === undefined
      ? undefined
      : { facts: this.facts, usage: Object.fromEntries(this.usage) };
  }

  wake(): void {
    if (this.hubListener !== undefined) return;
    this.hubListener = this.deps.hub.onDidChange(() => {
      if (shownEngine(this.deps.hub, this.selection) === this.live) return;
      this.letGo();
      this.connect();
    });
    this.connect();
  }

  sleep(): void {
    this.hubListener?.dispose();
    this.hubListener = undefined;
    this.letGo();
  }

  dispose(): void {
    this.sleep();
  }

  /** Sends again what is known, to a page that has begun anew. */
  resend(): void {
    const { content, selection, problem } = this;
    if (content !== undefined) {
      this.deps.send({ type: 'facts', facts: content.facts, selection });
      this.deps.send({ type: 'usage', usage: content.usage });
    }
    if (problem !== undefined) this.deps.send(problem);
  }

  watchUsage(ids: readonly string[]): void {
    this.wanted = ids;
    this.openUsage();
  }

  /** Reads what the kernel holds of this container too, now and as long as it is looked at. */
  look(id: string | undefined): void {
    if (this.looked === id) return;
    this.looked = id;
    const container = this.facts?.containers.find((each) => each.id === id);
    if (container?.running === true && !container.kernelRead) this.readSoon();
  }

  private connect(): void {
    const live = shownEngine(this.deps.hub, this.selection);
    this.live = live;
    if (live === undefined) {
      this.tell({
        reason: msg('The engine “{0}” is not among those shown.', this.selection.engine),
        step: msg('Choose it in the view “Containers”.'),
      });
      return;
    }
    this.held = [
      live.hold(),
      live.onDidChange(({ containers }) => {
        // A stream of usage ends with its container: a new one is opened after the reading.
        this.closeUsage(containers);
        this.readSoon();
      }),
    ];
    this.readSoon(0);
  }

  private letGo(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.reading?.abort();
    this.closeUsage('all');
    for (const disposable of this.held.splice(0)) disposable.dispose();
  }

  private readSoon(delay = settleTime): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.deps.boundary.background(notRead, this.read());
    }, delay);
  }

  private async read(): Promise<void> {
    const { live, selection, looked } = this;
    if (live === undefined) return;
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    const { findEditor, boundary, send } = this.deps;
    try {
      const facts = await readInspectFacts(live, selection, { findEditor, looked, signal: reading.signal });
      if (reading.signal.aborted) return;
      this.facts = facts;
      this.problem = undefined;
      this.rename(facts);
      send({ type: 'facts', facts, selection: this.selection });
      this.openUsage();
    } catch (error) {
      if (reading.signal.aborted) return;
      // The engine's own failures are in the log already, and it is read again when the connection changes.
      if (!(error instanceof EngineError)) boundary.noted(notRead, error);
      this.tell(engineProblem(error, live.endpoint));
    }
  }

  private tell(problem: { readonly reason: Message; readonly step: Message }): void {
    this.problem = { type: 'problem', ...problem };
    this.deps.send(this.problem);
  }

  /** Containers that were made anew under the same name are followed by their new ids from now on. */
  private rename(facts: InspectFacts): void {
    const containers = this.selection.containers.map((chosen) => {
      const same = facts.containers.find(({ id }) => id === chosen.id);
      const successor =
        same ?? facts.containers.find(({ name, chosen: asked }) => asked && name === chosen.name);
      return successor === undefined ? chosen : { id: successor.id, name: successor.name };
    });
    this.selection = { ...this.selection, containers };
  }

  /** Opens a stream of usage for each container that is wanted and runs, and closes the others. */
  private openUsage(): void {
    const { live, wanted } = this;
    if (live === undefined || this.hubListener === undefined) return;
    const running = new Set(this.facts?.containers.filter((c) => c.running).map(({ id }) => id));
    this.closeUsage(
      new Set([...this.usageWatches.keys()].filter((id) => !wanted.includes(id) || !running.has(id))),
    );
    for (const id of wanted)
      if (!this.usageWatches.has(id) && running.has(id))
        this.usageWatches.set(
          id,
          live.watchUsage(id, (usage) => {
            this.takeUsage(id, usage);
          }),
        );
  }

  private closeUsage(ids: ReadonlySet<string> | 'all'): void {
    for (const [id, watch] of this.usageWatches)
      if (ids === 'all' || ids.has(id)) {
        watch.dispose();
        this.usageWatches.delete(id);
        this.listed.delete(id);
      }
  }

  private takeUsage(id: string, usage: ContainerUsage): void {
    const before = this.usage.get(id);
    this.usage.set(id, usage);
    this.deps.send({ type: 'usage', usage: { [id]: usage } });
    const container = this.facts?.containers.find((each) => each.id === id);
    if (container === undefined || before === undefined) return;
    const listed = this.listed.get(id) ?? before.pids;
    // Where the kernel was read by a command in the container, that command is counted for a moment too.
    const lasts = container.kernelRead !== 'exec' || usage.pids === before.pids;
    if (usage.pids !== listed && lasts) {
      // No event tells that a process started another; the number of processes does.
      this.listed.set(id, usage.pids);
      this.live?.facts.forget(id);
      this.readSoon();
      return;
    }
    this.listed.set(id, listed);
    const cap = container.limits.find(({ name, set }) => name === 'pids' && set)?.amount;
    const moved =
      usage.throttledPeriods !== before.throttledPeriods ||
      usage.memoryFailcnt !== before.memoryFailcnt ||
      (cap !== undefined && usage.pids >= cap);
    if (!moved || !container.kernelRead || performance.now() - this.countersRead < counterTime) return;
    this.countersRead = performance.now();
    this.readSoon();
  }
}
