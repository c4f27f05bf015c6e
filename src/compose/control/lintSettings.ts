import type { Severity } from '../finding';
import type { Profile } from '../rule';

/** What a project or a person sets about the linter. */
export interface LintSettings {
  readonly profile?: Profile;
  /** Severity by rule id; it wins over the profile. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
}

/** The settings of a project's config file over those of a person: the project's word counts where it has one. */
export function settingsOver(person: LintSettings, project: LintSettings = {}): LintSettings {
  return {
    ...person,
    ...(project.profile && { profile: project.profile }),
    severities: { ...person.severities, ...project.severities },
  };
}
