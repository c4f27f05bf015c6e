import type { ContainerFactsReader } from '../kernel/containerFacts';
import type { ContainerUsage } from '../kernel/usage';
import type {
  ContainerInspect,
  ContainerSummary,
  Engine,
  EngineEndpoint,
  EngineEvent,
  EngineFailureKind,
  EngineInfo,
} from './port';

/** What is known of one engine at one moment. Immutable; a new version replaces it whole. */
export interface Snapshot {
  readonly version: number;
  readonly connection: Connection;
  /** Undefined until the engine has told it, which may be a moment after the containers are known. */
  readonly info: EngineInfo | undefined;
  readonly containers: ReadonlyMap<string, ContainerSummary>;
  /** Inspect answers read so far (on demand), dropped when the container changes. */
  readonly inspected: ReadonlyMap<string, ContainerInspect>;
}

export type Connection =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  | {
      readonly kind: 'failed';
      readonly reason: EngineFailureKind;
      readonly detail: string;
      /** What the advice names: the group that owns the socket, the host that can't be found. */
      readonly subject: string;
      /** Milliseconds until the next attempt. */
      readonly retryIn: number;
    };

/** What changed between two versions: the ids of the containers concerned, or everything. */
export interface SnapshotChange {
  readonly snapshot: Snapshot;
  readonly containers: ReadonlySet<string> | 'all';
}

interface Disposable {
  dispose(): void;
}

/**
 * One engine kept under watch. It connects when somebody holds it and lets go when nobody does:
 * with no holder no request is made and no stream is open.
 */
export interface LiveEngine {
  readonly endpoint: EngineEndpoint;
  readonly snapshot: Snapshot;
  /** The engine to ask directly. Requests made through it fail with `EngineError` while it can't be reached. */
  readonly engine: Engine;
  /** Called after each change of the engine or its containers, at most 10 times a second. */
  onDidChange(listener: (change: SnapshotChange) => void): Disposable;
  /** Every container and image event as it comes, before the snapshot shows it. */
  onEvent(listener: (event: EngineEvent) => void): Disposable;
  /** Keeps the engine connected until the returned object is disposed. */
  hold(): Disposable;
  /** Inspects a container and keeps the answer in the snapshot until the container changes. */
  inspect(id: string): Promise<ContainerInspect>;
  /** Namespaces, limits and processes of containers, kept until an event changes them. */
  readonly facts: ContainerFactsReader;
  /** Usage of one container about once a second until disposed; containers nobody watches cost nothing. */
  watchUsage(id: string, listener: (usage: ContainerUsage) => void): Disposable;
  /** Asks for the engine's own facts once more, where what was seen contradicts them. */
  readInfoAgain(): void;
  /** Tries again now instead of after the back-off. */
  retryNow(): void;
}

/** The engines in use: the current one, and those shown beside it. */
export interface EngineHub {
  readonly current: LiveEngine;
  readonly shown: readonly LiveEngine[];
  /** All endpoints that can be chosen: docker contexts, `DOCKER_HOST`, sockets found. */
  endpoints(): Promise<readonly EngineEndpoint[]>;
  select(endpoints: readonly EngineEndpoint[]): Promise<void>;
  onDidChange(listener: () => void): Disposable;
}
