import type { Message } from '../../message';
import type { Place } from '../finding';

/** Why files of one run do not go together, and where the person must look. */
export interface LinkProblem {
  readonly place: Place;
  readonly message: Message;
  readonly related?: readonly { readonly place: Place; readonly message: Message }[];
  /** Compose may well take it: we could not look. */
  readonly unsure?: boolean;
  /** The service that is not in the document that extends it; it may stand in another. */
  readonly sibling?: string;
}
