import type { ComposeModel, FileAccess, Service } from '../composeModel';
import { credentialProject, type CredentialProject } from './credentialProject';
import type { KeepFact } from '../rule';
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
  // These bring a secret without a change of the service.
  const mayHold = (service: Service): true | undefined =>
    ['env_file', 'secrets', 'configs'].some((key) => service.has(key)) ||
    findCredentials(project, [service]).length > 0 ||
    undefined;
  const services = keep?.('secret', files.readFile('.env') ?? '', mayHold).map(({ service }) => service);
  return { project, groups: linkCredentials(project, findCredentials(project, services)) };
}
