import type { NamespaceType } from '../kernel/namespaceTypes';

/** The drawing as shapes, before any of it is on a screen. Sizes in CSS pixels at a zoom of 1. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Width of the strip at the left with the names of the bands; it stays in view, the rest scrolls. */
  readonly gutter: number;
  /** Columns from left to right, to be handed to the next layout so that it keeps their order. */
  readonly order: readonly string[];
  /** The root of the tree of cgroups: everything that runs is in it. */
  readonly rootCgroup: Rect;
  readonly columns: readonly Column[];
  readonly bands: readonly Band[];
  readonly kernel: Rect;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A group of processes: the host's own, a container, or the containers of a project drawn as one. */
export interface Column {
  readonly id: string;
  readonly kind: 'host' | 'container' | 'group';
  /** Ids of the containers in it: none for the host, one for a container. */
  readonly containers: readonly string[];
  /** Compose project of a group, empty for containers without one. */
  readonly project: string;
  readonly rect: Rect;
  readonly bars: readonly Bar[];
  /** Place for the permissions of a container. */
  readonly permissions: Rect | undefined;
  readonly slots: readonly Slot[];
}

export const barNames = ['memory', 'cpus', 'pids'] as const;
export type BarName = (typeof barNames)[number];

/** A quota of a cgroup: the track is what may be used. */
export interface Bar {
  readonly id: string;
  readonly name: BarName;
  readonly rect: Rect;
}

/** The place of one process, or of several that stand in the same namespaces. */
export interface Slot {
  readonly id: string;
  readonly column: string;
  readonly pids: readonly number[];
  /** Centre of the head; the stem goes straight down from it. */
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

/** One namespace type: all namespaces of that type that the drawn processes are in. */
export interface Band {
  readonly type: NamespaceType;
  readonly rect: Rect;
  readonly regions: readonly Region[];
}

export type RegionKind =
  | 'own'
  /** The engine's host's. */
  | 'host'
  /** Made by the kernel at boot, and not the engine's host's: the engine itself is contained. */
  | 'initial'
  | 'shared'
  | 'unknown'
  /** Different namespaces of the containers of one group. */
  | 'mixed';

/** One namespace. Its processes stand in its segments, which belong together. */
export interface Region {
  readonly id: string;
  readonly type: NamespaceType;
  readonly kind: RegionKind;
  readonly inode: number | undefined;
  readonly segments: readonly Segment[];
  /** Height at which its segments are tied together, when it has several. */
  readonly tie: number | undefined;
  readonly slots: readonly string[];
  readonly containers: readonly string[];
}

export interface Segment extends Rect {
  /** Columns that it reaches over, each with the room for a label. */
  readonly labels: readonly { readonly column: string; readonly x: number; readonly width: number }[];
}
