import type { ComposeModel, FileAccess, Service } from '../composeModel';

/** The compose files that are run together, with what stands around them. */
export interface CredentialProject {
  /** All that Compose reads together, put together as Compose does it (see `linkFiles`). */
  readonly run: ComposeModel;
  /** The first file of the run, alone: where something is added to the project as a whole. */
  readonly main: ComposeModel;
  readonly services: ReadonlyMap<string, Service>;
  readonly files: FileAccess;
}

/** A run of files as a place where secrets are looked for. */
export function credentialProject(run: ComposeModel, files: FileAccess): CredentialProject {
  return { run, main: run.files[0] ?? run, services: run.services, files };
}
