import type { Message } from '../message';
import type { ContainerInspect } from '../engine/port';
import type { IdRange } from './idMap';
import type { LimitFact } from './limits';
import type { NamespaceFact } from './namespaceSharing';
import type { NamespaceType } from './namespaceTypes';
import type { PermissionFact } from './permissions';
import type { ContainerProcess } from './parseTop';

/** The way in which the namespaces were read, best first. */
export type FactSource = 'top' | 'exec' | 'proc' | 'helper';

/** A way that gave no answer, and why. */
export interface ReadFailure {
  readonly source: FactSource;
  readonly reason: Message;
  /** The engine's or the system's own words. */
  readonly detail: string;
}

/** All that Unboxed knows of one container at one moment, declared and observed. */
export interface ContainerFacts {
  readonly id: string;
  readonly name: string;
  /** Compose project and service, where it comes from one. */
  readonly project: string | undefined;
  readonly service: string | undefined;
  readonly running: boolean;
  readonly inspect: ContainerInspect;
  /** Empty when it does not run or when they can't be listed. */
  readonly processes: readonly ContainerProcess[];
  readonly namespaces: Readonly<Record<NamespaceType, NamespaceFact>>;
  /** Where the inodes come from; undefined when nothing answered. */
  readonly source: FactSource | undefined;
  readonly failures: readonly ReadFailure[];
  /** With what the kernel holds, when `readKernel` was asked. */
  readonly limits: readonly LimitFact[];
  readonly permissions: readonly PermissionFact[];
  /** Its users and whom they are on the host, when `readKernel` was asked; empty when it is not known. */
  readonly idMap: readonly IdRange[];
  /** Where limits and permissions were observed; undefined when only the declared ones are known. */
  readonly observedBy: 'proc' | 'exec' | undefined;
  /** Why they could not be observed, after `readKernel`. */
  readonly unobserved: ReadFailure | undefined;
}

/**
 * Reads facts of containers and keeps what it read until an event changes the container. Sharing is worked
 * out anew at each call from all that is known of the others by then.
 */
export interface ContainerFactsReader {
  /** At most three requests for a container not yet read. Throws `EngineError` when it is gone. */
  read(id: string, signal?: AbortSignal): Promise<ContainerFacts>;
  /**
   * As `read`, and what the kernel holds of limits and permissions and the processes' numbers inside. Costs
   * nothing more on this machine's engine; three more requests, of a shell in the container, on another.
   * Asks anew at each call, since the counters move.
   */
  readKernel(id: string, signal?: AbortSignal): Promise<ContainerFacts>;
  /** As `readKernel`, with the processes listed anew: they come and go without an event. */
  readProcesses(id: string, signal?: AbortSignal): Promise<ContainerFacts>;
  /** Reads several, a few at a time; containers that vanish meanwhile are left out. */
  readAll(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, ContainerFacts>>;
  /** What `read` would give without any request; undefined when it would need one. */
  known(id: string): ContainerFacts | undefined;
  /** Forgets what was read of the container, so that the next read asks again. */
  forget(id: string): void;
}
