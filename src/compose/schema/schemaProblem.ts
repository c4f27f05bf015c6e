import type { Message } from '../../message';
import type { Fix, Place, Severity } from '../finding';

/** The ways in which a place of a file can break the Compose Specification; each is a rule of its own. */
export type SchemaProblemKind = 'unknownKey' | 'wrongType' | 'missingKey' | 'badValue';

export interface SchemaProblem {
  readonly kind: SchemaProblemKind;
  readonly place: Place;
  readonly message: Message;
  readonly fixes: readonly Fix[];
  /** For what Compose takes all the same. */
  readonly severity?: Severity;
}
