import type { Subject } from './explanation';
import type { Picture } from './picture';

/** Shapes that belong to a part, itself among them: a process lights its namespaces, these their processes. */
export function related(id: string, subject: Subject, picture: Picture): ReadonlySet<string> {
  const lit = new Set([id]);
  const lightSlot = (slot: string) => {
    lit.add(slot);
    for (const { regions } of picture.bands)
      for (const region of regions) if (region.slots.includes(slot)) lit.add(region.id);
  };
  switch (subject.kind) {
    case 'slot':
      lightSlot(subject.slot.id);
      break;
    case 'region':
      for (const slot of subject.region.slots) lit.add(slot);
      break;
    case 'container':
    case 'group':
    case 'host':
      for (const column of picture.columns)
        if (`column:${column.id}` === id) for (const slot of column.slots) lightSlot(slot.id);
      break;
    case 'kernel':
    case 'rootCgroup':
      for (const column of picture.columns) for (const slot of column.slots) lit.add(slot.id);
      break;
    case 'band':
    case 'bar':
    case 'machine':
    case 'permissions':
      break;
  }
  return lit;
}
