import type { ComposeModel, FileAccess } from '../composeModel';
import { credentialProject } from './credentialProject';
import { findCredentials } from './findCredentials';
import { linkCredentials, type CredentialGroup } from './linkedCopies';

const known = new WeakMap<FileAccess, WeakMap<ComposeModel, readonly CredentialGroup[]>>();

/** The secrets of one file and what stands around it, worked out once for all rules that ask. */
export function credentialsOf(model: ComposeModel, files: FileAccess): readonly CredentialGroup[] {
  const models = known.get(files) ?? new WeakMap<ComposeModel, readonly CredentialGroup[]>();
  known.set(files, models);
  const standing = models.get(model);
  if (standing) return standing;
  const project = credentialProject([model], files);
  const groups = linkCredentials(project, findCredentials(project));
  models.set(model, groups);
  return groups;
}
