import type { ComposeModel, FileAccess } from '../composeModel';
import { credentialProject } from './credentialProject';
import type { KeepFact } from '../rule';
import type { CredentialSite } from './credentialSite';
import { findCredentials } from './findCredentials';
import { linkCredentials, type CredentialGroup } from './linkedCopies';

/** The secrets of one file, the files that are put over it and what stands around, worked out once for all rules. */
export function credentialsOf(
  model: ComposeModel,
  files: FileAccess,
  keep?: KeepFact,
): readonly CredentialGroup[] {
  const found = model.derive(nothingYet);
  found.groups ??= readGroups(model, files, keep);
  return found.groups;
}

const nothingYet = (): { groups?: readonly CredentialGroup[] } => ({});

function readGroups(
  model: ComposeModel,
  files: FileAccess,
  keep: KeepFact | undefined,
): readonly CredentialGroup[] {
  const project = credentialProject(model.files, files);
  const sites = findCredentials(project, (parts, find) => {
    const [only, other] = parts;
    // An env file may bring a secret without a change of the service.
    if (!keep || !only || other || only.service.has('env_file')) return find();
    let found: readonly CredentialSite[] | undefined;
    const some = keep(
      only.service,
      'secret',
      files.readFile('.env') ?? '',
      () => (found = find()).length > 0,
    );
    return some ? (found ?? find()) : [];
  });
  return linkCredentials(project, sites);
}
