import type { EngineHub, LiveEngine, SnapshotChange } from '../engine/liveSnapshot';
import type { EngineEndpoint } from '../engine/port';

interface Listener {
  /** One engine has something new to show. */
  changed(live: LiveEngine, change: SnapshotChange): void;
  /** Other engines are shown than before, or the same ones again after a pause. */
  enginesChanged(): void;
}

/**
 * The engines on display, held only between `show` and `hide`. They are listened to at all times, which
 * costs no request: what others keep connected may be shown on the badge.
 */
export class HeldEngines {
  #started = false;
  #holds: { dispose(): void }[] = [];
  #listening: { dispose(): void }[] = [];
  #hubListener: { dispose(): void } | undefined;
  #visible: AbortController | undefined;

  constructor(
    readonly hub: EngineHub,
    private readonly listener: Listener,
  ) {}

  get visible(): boolean {
    return this.#visible !== undefined;
  }

  /** Aborts when the view is hidden, for those who wait for an engine. */
  get hidden(): AbortSignal {
    return this.#visible?.signal ?? AbortSignal.abort();
  }

  /** Engines on display; none before the view was shown for the first time. */
  get shown(): readonly LiveEngine[] {
    return this.#started ? this.hub.shown : [];
  }

  find(engine: string): LiveEngine | undefined {
    return this.shown.find((live) => live.endpoint.name === engine);
  }

  /** Engines that this machine knows beside one that can't be reached, at most three. */
  async others({ endpoint }: LiveEngine): Promise<readonly EngineEndpoint[]> {
    const found = await this.hub.endpoints();
    return found.filter(({ host }) => host !== endpoint.host).slice(0, 3);
  }

  show(): void {
    this.#started = true;
    this.#visible ??= new AbortController();
    this.#hubListener ??= this.hub.onDidChange(() => {
      this.#follow();
    });
    this.#follow();
  }

  hide(): void {
    this.#visible?.abort();
    this.#visible = undefined;
    release(this.#holds);
  }

  dispose(): void {
    this.hide();
    release(this.#listening);
    this.#hubListener?.dispose();
  }

  #follow(): void {
    const before = this.#holds;
    this.#holds = this.visible ? this.hub.shown.map((live) => live.hold()) : [];
    // Let go after the new holds are there, so that an engine that stays is not connected anew.
    release(before);
    release(this.#listening);
    this.#listening = this.hub.shown.map((live) =>
      live.onDidChange((change) => {
        this.listener.changed(live, change);
      }),
    );
    this.listener.enginesChanged();
  }
}

function release(disposables: { dispose(): void }[]): void {
  for (const disposable of disposables.splice(0)) disposable.dispose();
}
