import type { ComposeModel, FileAccess } from '../composeModel';
import { credentialProject, type CredentialProject } from './credentialProject';
import type { KeepFact } from '../rule';
import type { CredentialSite } from './credentialSite';
import { findCredentials } from './findCredentials';
import { linkCredentials, type CredentialGroup } from './linkedCopies';

/** The files of a run as a project, and the secrets in it. */
export interface ProjectCredentials {
  readonly project: CredentialProject;
  readonly groups: readonly CredentialGroup[];
}

/** The secrets of one file, the files that are put over it and what stands around, worked out once for all who ask. */
export function credentialsOf(model: ComposeModel, files: FileAccess, keep?: KeepFact): ProjectCredentials {
  const found = model.derive(nothingYet);
  found.known ??= readCredentials(model, files, keep);
  return found.known;
}

const nothingYet = (): { known?: ProjectCredentials } => ({});

function readCredentials(
  model: ComposeModel,
  files: FileAccess,
  keep: KeepFact | undefined,
): ProjectCredentials {
  const project = credentialProject(model, files);
  const sites = findCredentials(project, (service, find) => {
    // An env file may bring a secret without a change of the service.
    if (!keep || service.has('env_file')) return find();
    let found: readonly CredentialSite[] | undefined;
    const some = keep(service, 'secret', '', () => (found = find()).length > 0);
    return some ? (found ?? find()) : [];
  });
  return { project, groups: linkCredentials(project, sites) };
}
