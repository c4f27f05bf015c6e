import type { Machines } from './layoutMachines';
import type { Picture, Rect } from './picture';

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

/** Where every part of the picture that can be looked at is, in reading order. */
export function placesOf(picture: Picture, machines?: Machines): ReadonlyMap<string, Rect> {
  const places = new Map<string, Rect>();
  places.set('rootCgroup', { ...picture.rootCgroup, height: 24 });
  for (const column of picture.columns) {
    places.set(`column:${column.id}`, { ...column.rect, height: 40 });
    for (const bar of column.bars) places.set(bar.id, bar.rect);
    if (column.permissions !== undefined) places.set(`${column.id}#permissions`, column.permissions);
    if (column.kind === 'group') continue;
    for (const slot of column.slots)
      places.set(slot.id, { x: slot.left, y: slot.y - 12, width: slot.right - slot.left, height: 50 });
  }
  for (const { type, rect, regions } of picture.bands) {
    places.set(`band:${type}`, { ...rect, x: 0, width: picture.gutter - 4 });
    for (const { id, segments } of regions) {
      const [first] = segments;
      if (first !== undefined) places.set(id, first);
    }
  }
  places.set('kernel', picture.kernel);
  if (machines === undefined) return places;
  for (const { column, rect, guestKernel, hardware, programs } of machines.machines) {
    places.set(`machine:${column}`, { ...rect, height: programs.y + programs.height - rect.y });
    places.set(`guestKernel:${column}`, guestKernel);
    places.set(`hardware:${column}`, hardware);
  }
  places.set('hypervisor', machines.hypervisor);
  places.set('hostKernel', machines.kernel);
  return places;
}

/** The part that an arrow key leads to: the nearest in that direction; undefined at the edge. */
export function nextShape(
  from: string,
  direction: Direction,
  places: ReadonlyMap<string, Rect>,
): string | undefined {
  const ids = [...places.keys()];
  if (direction === 'Home') return ids[0];
  if (direction === 'End') return ids.at(-1);
  const here = places.get(from);
  if (here === undefined) return ids[0];
  let best: string | undefined;
  let least = Infinity;
  for (const [id, there] of places) {
    if (id === from) continue;
    const distance = distanceTo(here, there, direction);
    if (distance < least) {
      least = distance;
      best = id;
    }
  }
  return best;
}

/** How far away, straight ahead counting less than sideways; Infinity when it is not in that direction. */
function distanceTo(here: Rect, there: Rect, direction: Direction): number {
  const right = here.x + here.width;
  const bottom = here.y + here.height;
  const sideways = {
    x: Math.max(0, there.x - right, here.x - (there.x + there.width)),
    y: Math.max(0, there.y - bottom, here.y - (there.y + there.height)),
  };
  const ahead = {
    ArrowRight: there.x - right,
    ArrowLeft: here.x - (there.x + there.width),
    ArrowDown: there.y - bottom,
    ArrowUp: here.y - (there.y + there.height),
    Home: 0,
    End: 0,
  }[direction];
  if (ahead < -1) return Infinity;
  const aside = direction === 'ArrowLeft' || direction === 'ArrowRight' ? sideways.y : sideways.x;
  // Among parts straight ahead the nearest centre wins, so that a way down keeps to its column.
  const offCentre =
    direction === 'ArrowLeft' || direction === 'ArrowRight'
      ? Math.abs(here.y + here.height / 2 - (there.y + there.height / 2))
      : Math.abs(here.x - there.x);
  return ahead + 4 * aside + offCentre / 1000;
}
