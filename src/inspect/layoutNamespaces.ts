import { namespaceTypes, type NamespaceType } from '../kernel/namespaceTypes';
import type { ContainerView, InspectFacts } from './inspectFacts';
import {
  barNames,
  type Band,
  type Column,
  type Picture,
  type Rect,
  type Region,
  type Segment,
  type Slot,
} from './picture';
import { pictureColumns, type PlannedColumn } from './pictureColumns';
import { regionKind, regionMembers } from './whereabouts';

export interface LayoutOptions {
  /** Width of the place where the picture is shown; wider columns fill it, a narrow one scrolls. */
  readonly width: number;
  /** Projects (`projectKey`) and containers (by id) that are drawn in full. */
  readonly expanded?: ReadonlySet<string>;
  /** `order` of the picture before. */
  readonly before?: readonly string[];
}

type RegionMembers = ReadonlyMap<string, readonly ContainerView[]>;

const margin = 8;
const gap = 14;
const slotWidth = 60;
const columnPadding = 10;
const narrowest = 176;
const widest = 300;
const narrowPlace = 640;
const gutters = { wide: 154, narrow: 76 };

const cardTop = 40;
const barsTop = 46;
const barPitch = 25;
const barHeight = 7;
const permissionsTop = 122;
const permissionsHeight = 20;
const headY = 166;
const cardHeight = 212;
const bandsTop = cardTop + cardHeight + 26;
const regionHeight = 40;
const bandGap = 8;
const tieGap = 6;
const tiePitch = 6;
const kernelHeight = 62;

/**
 * Places everything of the picture: on top the groups of processes in their cgroups, below one band for
 * each type of namespace in which the processes stand, at the bottom the kernel. The same facts give the same
 * shapes; usage moves nothing.
 */
export function layoutNamespaces(facts: InspectFacts, options: LayoutOptions): Picture {
  const planned = pictureColumns(facts, {
    expanded: options.expanded ?? new Set(),
    before: options.before ?? [],
  });
  const gutter = options.width < narrowPlace ? gutters.narrow : gutters.wide;
  const columns = placeColumns(planned, gutter, options.width);
  const last = columns.at(-1)?.rect;
  const right = (last === undefined ? gutter : last.x + last.width) + margin;
  const rootCgroup = {
    x: gutter,
    y: margin,
    width: right + margin - gutter,
    height: cardTop + cardHeight + margin - margin + 4,
  };
  const members = regionMembers(facts);
  let y = bandsTop;
  const bands = namespaceTypes.map((type) => {
    const band = placeBand(
      type,
      planned,
      columns,
      { x: gutter, y, width: right + margin - gutter },
      members,
      facts,
    );
    y += band.rect.height + bandGap;
    return band;
  });
  const kernel = { x: gutter, y: y + 6, width: right + margin - gutter, height: kernelHeight };
  return {
    width: right + 2 * margin,
    height: kernel.y + kernel.height + margin,
    gutter,
    order: planned.slice(1).map(({ id }) => id),
    rootCgroup,
    columns,
    bands,
    kernel,
  };
}

function placeColumns(planned: readonly PlannedColumn[], gutter: number, place: number): readonly Column[] {
  const natural = planned.map(({ slots }) =>
    Math.max(narrowest, slots.length * slotWidth + 2 * columnPadding),
  );
  const taken = gutter + 4 * margin + natural.reduce((sum, width) => sum + width + gap, -gap);
  const spare = Math.max(0, place - taken) / planned.length;
  let x = gutter + margin;
  return planned.map((column, index) => {
    const least = natural[index] ?? narrowest;
    const width = Math.floor(Math.max(least, Math.min(widest, least + spare)));
    const rect = { x, y: cardTop, width, height: cardHeight };
    x += width + gap;
    return {
      id: column.id,
      kind: column.kind,
      containers: column.containers.map(({ id }) => id),
      project: column.project,
      rect,
      bars: barNames.map((name, row) => ({
        id: `${column.id}#${name}`,
        name,
        rect: {
          x: rect.x + columnPadding,
          y: cardTop + barsTop + row * barPitch + 14,
          width: width - 2 * columnPadding,
          height: barHeight,
        },
      })),
      permissions:
        column.kind === 'container'
          ? {
              x: rect.x + columnPadding,
              y: cardTop + permissionsTop,
              width: width - 2 * columnPadding,
              height: permissionsHeight,
            }
          : undefined,
      slots: placeSlots(column, rect),
    };
  });
}

function placeSlots(column: PlannedColumn, rect: Rect): readonly Slot[] {
  const pitch = (rect.width - 2 * columnPadding) / column.slots.length;
  return column.slots.map((slot, index) => {
    const left = rect.x + columnPadding + index * pitch;
    return {
      id: slot.id,
      column: column.id,
      pids: slot.pids,
      x: left + pitch / 2,
      y: cardTop + headY,
      left,
      right: left + pitch,
    };
  });
}

/** A run of neighbouring slots in the same namespace. */
interface Run {
  readonly region: string;
  readonly slots: Slot[];
}

function placeBand(
  type: NamespaceType,
  planned: readonly PlannedColumn[],
  columns: readonly Column[],
  place: { readonly x: number; readonly y: number; readonly width: number },
  members: RegionMembers,
  facts: InspectFacts,
): Band {
  const runs: Run[] = [];
  for (const [index, column] of columns.entries())
    for (const [at, slot] of column.slots.entries()) {
      const region = planned[index]?.slots[at]?.regions[type] ?? '';
      const run = runs.at(-1);
      if (run?.region === region) run.slots.push(slot);
      else runs.push({ region, slots: [slot] });
    }
  const byRegion = new Map<string, Run[]>();
  for (const run of runs) byRegion.set(run.region, [...(byRegion.get(run.region) ?? []), run]);
  const byId = new Map(columns.map((column) => [column.id, column]));
  const ties = tieHeights([...byRegion.values()]);
  const regions = [...byRegion].map(([id, its]) => {
    const lane = ties.get(id);
    return placeRegion(id, type, its, byId, place.y, lane, members, facts);
  });
  const lanes = Math.max(-1, ...ties.values()) + 1;
  const height = regionHeight + (lanes > 0 ? tieGap + lanes * tiePitch : 0);
  return { type, rect: { ...place, height }, regions };
}

/** Gives each namespace whose segments lie apart a height of its own at which they are tied. */
function tieHeights(regions: readonly (readonly Run[])[]): ReadonlyMap<string, number> {
  const ends: number[] = [];
  const heights = new Map<string, number>();
  for (const runs of regions) {
    const [first] = runs;
    const from = first?.slots[0];
    const to = runs.at(-1)?.slots.at(-1);
    if (runs.length < 2 || first === undefined || from === undefined || to === undefined) continue;
    let lane = ends.findIndex((end) => end < from.left);
    if (lane === -1) lane = ends.length;
    ends[lane] = to.right;
    heights.set(first.region, lane);
  }
  return heights;
}

function placeRegion(
  id: string,
  type: NamespaceType,
  runs: readonly Run[],
  columns: ReadonlyMap<string, Column>,
  y: number,
  lane: number | undefined,
  members: RegionMembers,
  facts: InspectFacts,
): Region {
  const slots = runs.flatMap((run) => run.slots);
  const inside = new Set(slots.map((slot) => slot.column));
  const drawn = [...inside].flatMap((column) => columns.get(column)?.containers ?? []);
  const kind = id.startsWith(`${type}:mixed:`) ? 'mixed' : regionKind(id, type, members.get(id) ?? [], facts);
  return {
    id,
    type,
    kind,
    inode: inodeIn(id),
    segments: runs.map((run) => placeSegment(run, columns, y)),
    tie: lane === undefined ? undefined : y + regionHeight + tieGap + lane * tiePitch,
    slots: slots.map((slot) => slot.id),
    containers: drawn,
  };
}

function inodeIn(id: string): number | undefined {
  const number = /^[a-z]+:(\d+)$/.exec(id)?.[1];
  return number === undefined ? undefined : Number(number);
}

function placeSegment(run: Run, columns: ReadonlyMap<string, Column>, y: number): Segment {
  const first = run.slots[0];
  const last = run.slots.at(-1);
  if (first === undefined || last === undefined) return { x: 0, y, width: 0, height: 0, labels: [] };
  // A whole column in one namespace fills the column; else the segment keeps to its slots.
  const edge = (slot: Slot, side: 'left' | 'right') => {
    const column = columns.get(slot.column);
    if (column === undefined) return slot[side];
    const outermost = side === 'left' ? column.slots[0] : column.slots.at(-1);
    if (outermost !== slot) return slot[side] + (side === 'left' ? 3 : -3);
    return side === 'left' ? column.rect.x : column.rect.x + column.rect.width;
  };
  const x = edge(first, 'left');
  const right = edge(last, 'right');
  const labels = [...new Set(run.slots.map((slot) => slot.column))].map((id) => {
    const mine = run.slots.filter((slot) => slot.column === id);
    const from = Math.max(x, edge(mine[0] ?? first, 'left'));
    return { column: id, x: from, width: Math.min(right, edge(mine.at(-1) ?? last, 'right')) - from };
  });
  return { x, y, width: right - x, height: regionHeight, labels };
}
