import type { MachinePart } from './explainMachine';
import type { Machines } from './layoutMachines';
import type { NamespaceType } from '../kernel/namespaceTypes';
import type { BarName, Picture, Region, Slot } from './picture';

/** What hovering or focusing a part of the picture tells: in the reader's language, ready to be shown. */
export interface Explanation {
  readonly title: string;
  readonly sentence: string;
  readonly more: readonly string[];
  readonly numbers: readonly { readonly label: string; readonly value: string }[];
  readonly commands: readonly ByHand[];
  /** Set where the part can be drawn in full, or together again: its key among the expanded parts. */
  readonly toggle?: { readonly key: string; readonly label: string };
}

/** A command with which the same is seen by hand. */
export interface ByHand {
  readonly where: string;
  readonly line: string;
}

/** A part of the picture. */
export type Subject =
  | { readonly kind: 'kernel' }
  | { readonly kind: 'rootCgroup' }
  | { readonly kind: 'host' }
  | { readonly kind: 'container'; readonly id: string }
  | { readonly kind: 'group'; readonly project: string; readonly containers: readonly string[] }
  | { readonly kind: 'slot'; readonly slot: Slot; readonly container: string | undefined }
  | { readonly kind: 'region'; readonly region: Region }
  | { readonly kind: 'permissions'; readonly container: string }
  | { readonly kind: 'machine'; readonly part: MachinePart; readonly count: number }
  | { readonly kind: 'band'; readonly type: NamespaceType }
  | {
      readonly kind: 'bar';
      readonly name: BarName;
      readonly containers: readonly string[];
      readonly host: boolean;
    };

/** All parts of a picture by the ids of their shapes, in reading order: column by column, then band by band. */
export function subjectsOf(picture: Picture, machines?: Machines): ReadonlyMap<string, Subject> {
  const subjects = new Map<string, Subject>([['rootCgroup', { kind: 'rootCgroup' }]]);
  for (const column of picture.columns) {
    const { kind, containers, project } = column;
    const [first] = containers;
    subjects.set(
      `column:${column.id}`,
      kind === 'host' || first === undefined
        ? { kind: 'host' }
        : kind === 'group'
          ? { kind, project, containers }
          : { kind, id: first },
    );
    for (const bar of column.bars)
      subjects.set(bar.id, { kind: 'bar', name: bar.name, containers, host: kind === 'host' });
    if (kind === 'container' && first !== undefined)
      subjects.set(`${column.id}#permissions`, { kind: 'permissions', container: first });
    if (kind === 'group') continue;
    for (const slot of column.slots) subjects.set(slot.id, { kind: 'slot', slot, container: first });
  }
  for (const { type, regions } of picture.bands) {
    subjects.set(`band:${type}`, { kind: 'band', type });
    for (const region of regions) subjects.set(region.id, { kind: 'region', region });
  }
  subjects.set('kernel', { kind: 'kernel' });
  if (machines === undefined) return subjects;
  const all = machines.machines.reduce((sum, { count }) => sum + count, 0);
  for (const { column, count } of machines.machines)
    for (const part of ['machine', 'guestKernel', 'hardware'] as const)
      subjects.set(`${part}:${column}`, { kind: 'machine', part, count });
  for (const part of ['hypervisor', 'hostKernel'] as const)
    subjects.set(part, { kind: 'machine', part, count: all });
  return subjects;
}
