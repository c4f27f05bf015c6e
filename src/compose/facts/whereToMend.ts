import { msg } from '../../message';
import type { Service } from '../composeModel';
import type { Place } from '../finding';
import type { Report } from '../rule';
import { placeOf } from '../yamlNodes';

/** Where a name that is not defined can be mended. */
export interface MendingPlace {
  /** Where it is written; of a service that is extended from another file, where it is extended. */
  readonly place: Place;
  /** Where it is written, if that is elsewhere. */
  readonly written: Place | undefined;
}

/** `extends` does not bring what a service names: the file that extends it must have that itself. */
export function whereToMend(service: Service, written: Place): MendingPlace {
  const own = service.pieces.some(({ source }) => source.file === written.file);
  const extended = own ? undefined : service.get('extends');
  return extended ? { place: placeOf(extended), written } : { place: written, written: undefined };
}

/** What to show beside a finding there. */
export const relatedUse = ({ written }: MendingPlace): NonNullable<Report['related']> =>
  written ? [{ place: written, message: msg('It is written here, in a service that is extended.') }] : [];
