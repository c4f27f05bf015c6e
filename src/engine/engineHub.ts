import type { Disposable } from './disposable';
import { allEndpoints, currentEndpoint, type EndpointSources } from './endpoints';
import type { HelperConsent } from './helperContainer';
import { LazyEngine } from './lazyEngine';
import { Listeners } from './listeners';
import { WatchedEngine } from './liveEngine';
import type { EngineHub, LiveEngine } from './liveSnapshot';
import type { EngineEndpoint } from './port';

export interface EngineHubDeps {
  /** Read anew at each use, so that a changed setting or environment counts. */
  readonly sources: () => EndpointSources;
  readonly helperImage: HelperConsent;
  readonly log: (line: string) => void;
}

/** See `EngineHub`. Nothing is read, loaded or connected before it is asked. */
export class Engines implements EngineHub {
  private chosen: readonly WatchedEngine[] | undefined;
  private readonly changes: Listeners<undefined>;

  constructor(private readonly deps: EngineHubDeps) {
    this.changes = new Listeners((error) => {
      deps.log(`a listener failed: ${String(error)}`);
    });
  }

  get current(): LiveEngine {
    const [first] = this.engines();
    return first ?? this.open(currentEndpoint(this.deps.sources()));
  }

  get shown(): readonly LiveEngine[] {
    return this.engines();
  }

  endpoints(): Promise<readonly EngineEndpoint[]> {
    return allEndpoints(this.deps.sources());
  }

  /** Shows these engines, the first as the current one; none goes back to the one that is configured. */
  select(endpoints: readonly EngineEndpoint[]): Promise<void> {
    const before = this.chosen ?? [];
    const wanted = endpoints.length > 0 ? endpoints : [currentEndpoint(this.deps.sources())];
    this.chosen = wanted.map(
      (endpoint) => before.find((engine) => sameEndpoint(engine.endpoint, endpoint)) ?? this.open(endpoint),
    );
    for (const engine of before) if (!this.chosen.includes(engine)) engine.dispose();
    this.changes.tell(undefined);
    return Promise.resolve();
  }

  onDidChange(listener: () => void): Disposable {
    return this.changes.add(listener);
  }

  dispose(): void {
    for (const engine of this.chosen ?? []) engine.dispose();
    this.chosen = [];
  }

  private engines(): readonly WatchedEngine[] {
    this.chosen ??= [this.open(currentEndpoint(this.deps.sources()))];
    return this.chosen;
  }

  private open(endpoint: EngineEndpoint): WatchedEngine {
    const { helperImage, log } = this.deps;
    return new WatchedEngine({ engine: new LazyEngine(endpoint), helperImage, log });
  }
}

function sameEndpoint(a: EngineEndpoint, b: EngineEndpoint): boolean {
  return a.name === b.name && a.host === b.host && JSON.stringify(a.tls) === JSON.stringify(b.tls);
}
