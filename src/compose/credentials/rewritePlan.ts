import type { Edit, Place } from '../finding';
import type { CredentialGroup } from './linkedCopies';

/** Where new passwords go: where the old ones stood, into `.env`, or into Compose secrets where images take them. */
export const rewriteStrategies = ['in-place', 'dotenv', 'secrets'] as const;
export type RewriteStrategy = (typeof rewriteStrategies)[number];

/** One secret with its new value. The value is for the edits and the running database only, never for a message. */
export interface RewrittenSecret {
  readonly group: CredentialGroup;
  readonly password: string;
  /** Every place whose words change for it. */
  readonly places: readonly Place[];
}

/** All edits of all files, to be applied together or not at all. */
export interface RewritePlan {
  readonly edits: readonly Edit[];
  /** Files among `edits` that are not there yet. */
  readonly creates: readonly string[];
  /**
   * Files among `edits` that are there and cannot be read as text: what must stand in them cannot be written, so
   * nothing of the plan may be applied.
   */
  readonly unreadable: readonly string[];
  readonly secrets: readonly RewrittenSecret[];
  /** Secrets that could not be changed: their place leaves no safe edit. */
  readonly skipped: readonly CredentialGroup[];
}
