import { msg, type Message } from '../message';
import type { HostConfig } from '../engine/port';
import { namespaceTypes, type NamespaceInodes, type NamespaceType } from './namespaceTypes';

/** What was asked for when the container was created. `raw` is the engine's word, empty for the default. */
export interface DeclaredMode {
  readonly kind: 'private' | 'host' | 'container' | 'none' | 'shareable' | 'default' | 'always-private';
  /** The other container, by id or name as it was given, when the kind is `container`. */
  readonly container?: string;
  readonly raw: string;
}

/** Whose namespace the kernel shows the container to be in. */
export type ObservedSharing =
  | {
      readonly kind: 'own';
      /** True when every running container of the engine was compared; else another one may still share it. */
      readonly comparedWithAll: boolean;
    }
  | {
      /** The engine's host's; `initial` when it is also the one that the kernel made at boot. */
      readonly kind: 'host';
      readonly initial: boolean;
    }
  | {
      readonly kind: 'shared';
      readonly with: readonly string[];
      /** The engine itself stands in it, as a rootless one does: it is not the host’s. */
      readonly withEngine?: true;
    }
  | { readonly kind: 'unknown'; readonly reason: Message };

export interface NamespaceFact {
  readonly type: NamespaceType;
  readonly inode: number | undefined;
  readonly declared: DeclaredMode;
  readonly observed: ObservedSharing;
  /** Set when the kernel shows something else than what was declared. */
  readonly mismatch: Message | undefined;
}

/** What the sharing of one container is worked out from. */
export interface SharingInput {
  readonly id: string;
  readonly hostConfig: HostConfig | undefined;
  readonly inodes: NamespaceInodes;
  /** Why an inode is missing, when one is. */
  readonly missing: Message;
  readonly cgroupVersion: 1 | 2;
  /** Namespaces of the engine's host, as far as they are known. */
  readonly host: NamespaceInodes;
  /** Namespaces that the kernel made at boot. */
  readonly initial: NamespaceInodes;
  /** Namespaces of the engine itself that are not the host’s. */
  readonly engine?: NamespaceInodes;
  /** Inodes read of the other containers. */
  readonly others: ReadonlyMap<string, NamespaceInodes>;
  readonly othersComplete: boolean;
}

/** The eight namespaces of a container: declared and observed side by side. */
export function namespaceSharing(input: SharingInput): Readonly<Record<NamespaceType, NamespaceFact>> {
  const fact = (type: NamespaceType): NamespaceFact => {
    const declared = declaredMode(type, input.hostConfig, input.cgroupVersion);
    const inode = input.inodes[type];
    const observed = observedSharing(type, inode, input);
    return { type, inode, declared, observed, mismatch: mismatch(declared, observed, input) };
  };
  return Object.fromEntries(namespaceTypes.map((type) => [type, fact(type)])) as Record<
    NamespaceType,
    NamespaceFact
  >;
}

/** What the container's configuration says of one type; the default of the engine is spelt out. */
export function declaredMode(
  type: NamespaceType,
  config: HostConfig | undefined,
  cgroupVersion: 1 | 2,
): DeclaredMode {
  if (type === 'mnt') return { kind: 'always-private', raw: '' };
  if (type === 'time' || config === undefined) return { kind: 'default', raw: '' };
  const raw = {
    pid: config.pidMode,
    net: config.networkMode,
    ipc: config.ipcMode,
    uts: config.utsMode,
    user: config.usernsMode,
    cgroup: config.cgroupnsMode,
  }[type];
  if (raw.startsWith('container:'))
    return { kind: 'container', container: raw.slice('container:'.length), raw };
  if (raw === 'host' || raw === 'shareable' || raw === 'none') return { kind: raw, raw };
  if (type === 'user') return { kind: 'default', raw };
  if (type === 'cgroup' && raw === '') return { kind: cgroupVersion === 2 ? 'private' : 'host', raw };
  // A network's name is declared in NetworkMode: a namespace of its own, attached to that network.
  return { kind: 'private', raw };
}

function observedSharing(
  type: NamespaceType,
  inode: number | undefined,
  input: SharingInput,
): ObservedSharing {
  if (inode === undefined) return { kind: 'unknown', reason: input.missing };
  if (input.initial[type] === inode) return { kind: 'host', initial: true };
  if (input.host[type] === inode) return { kind: 'host', initial: false };
  const sharers = [...input.others].filter(([, inodes]) => inodes[type] === inode).map(([id]) => id);
  if (input.engine?.[type] === inode) return { kind: 'shared', with: sharers, withEngine: true };
  return sharers.length > 0
    ? { kind: 'shared', with: sharers }
    : { kind: 'own', comparedWithAll: input.othersComplete };
}

function mismatch(
  declared: DeclaredMode,
  observed: ObservedSharing,
  input: SharingInput,
): Message | undefined {
  if (observed.kind === 'unknown') return undefined;
  switch (declared.kind) {
    case 'host':
      return observed.kind === 'host' || (observed.kind === 'shared' && observed.withEngine === true)
        ? undefined
        : msg('Declared “host”, yet the kernel shows a namespace that is not known to be the host’s.');
    case 'private':
    case 'always-private':
    case 'none':
      if (observed.kind === 'host')
        return msg('Declared private, yet the kernel shows the namespace of the host.');
      return undefined;
    case 'container': {
      const partner = declared.container ?? '';
      if (observed.kind === 'host') return undefined;
      const known = [...input.others.keys()].some((id) => id.startsWith(partner));
      const together = observed.kind === 'shared' && observed.with.some((id) => id.startsWith(partner));
      return known && !together
        ? msg('Declared shared with {0}, yet the kernel shows another namespace.', partner.slice(0, 12))
        : undefined;
    }
    case 'shareable':
    case 'default':
      return undefined;
  }
}
