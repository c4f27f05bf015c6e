import type { ComposeModel, FileAccess } from '../composeModel';
import { credentialProject } from './credentialProject';
import { findCredentials } from './findCredentials';
import { linkCredentials, type CredentialGroup } from './linkedCopies';

/** The secrets of one file, the files that are put over it and what stands around, worked out once for all rules. */
export function credentialsOf(model: ComposeModel, files: FileAccess): readonly CredentialGroup[] {
  const found = model.derive(nothingYet);
  found.groups ??= readGroups(model, files);
  return found.groups;
}

const nothingYet = (): { groups?: readonly CredentialGroup[] } => ({});

function readGroups(model: ComposeModel, files: FileAccess): readonly CredentialGroup[] {
  const project = credentialProject(model.files, files);
  return linkCredentials(project, findCredentials(project));
}
