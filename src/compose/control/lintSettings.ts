import type { Severity } from '../finding';
import type { Profile } from '../rule';

/** What a project or a person sets about the linter. */
export interface LintSettings {
  readonly profile?: Profile;
  /** Severity by rule id; it wins over the profile. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
}
