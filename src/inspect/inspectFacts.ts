import type { Message } from '../message';
import type { LimitFact } from '../kernel/limits';
import type { PermissionFact } from '../kernel/permissions';
import type { NamespaceFact } from '../kernel/namespaceSharing';
import type { NamespaceInodes, NamespaceType } from '../kernel/namespaceTypes';

/** All that the picture, the table and the text show. Plain data: it is handed to the page as JSON. */
export interface InspectFacts {
  readonly engine: EngineView;
  readonly host: HostView;
  readonly containers: readonly ContainerView[];
}

export interface EngineView {
  readonly name: string;
  readonly operatingSystem: string;
  readonly kernel: string;
  readonly cgroupVersion: 1 | 2;
  readonly cgroupDriver: string;
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  readonly securityOptions: readonly string[];
  /** Words that start a docker command which reaches this engine, such as `docker --context lab`. */
  readonly docker: readonly string[];
}

export interface HostView {
  /** Namespaces of the engine's host, as far as they are known. */
  readonly inodes: NamespaceInodes;
  readonly processes: readonly HostProcess[];
}

/** A process of the host that is known without asking for its list. */
export interface HostProcess {
  readonly pid: number;
  /**
   * `init` is the host's first process; a `parent` started the main process of the named containers; the
   * `editor` is the process in which Unboxed itself runs.
   */
  readonly role: 'init' | 'parent' | 'editor';
  /** Names of containers. */
  readonly of: readonly string[];
  /** Known of the editor alone; the others stand in the host's. */
  readonly namespaces?: NamespaceInodes;
}

export interface ContainerView {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly project?: string;
  readonly service?: string;
  readonly running: boolean;
  /** False for a container that is shown only because a chosen one shares a namespace with it. */
  readonly chosen: boolean;
  /** True for the container of the what-if form, which does not exist. */
  readonly planned: boolean;
  /** The main process as the engine's host numbers it, 0 when there is none. */
  readonly mainPid: number;
  readonly user: string;
  readonly processes: readonly ProcessView[];
  readonly namespaces: Readonly<Record<NamespaceType, NamespaceFact>>;
  readonly limits: readonly LimitFact[];
  readonly permissions: readonly PermissionFact[];
  /** How the kernel's own values and counters were read; absent where only the declared limits are known. */
  readonly kernelRead?: 'proc' | 'exec';
  /** Why they could not be read, after an attempt. */
  readonly kernelUnread?: Message;
  /** Ways to read the namespaces that gave no answer. */
  readonly failures: readonly { readonly reason: Message; readonly detail: string }[];
}

export interface ProcessView {
  /** As the engine's host numbers it. */
  readonly pid: number;
  /** As the container numbers it, where that is known for certain. */
  readonly insidePid?: number;
  readonly user: string;
  readonly command: string;
  readonly namespaces: NamespaceInodes;
}
