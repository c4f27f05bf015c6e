import { imageName, knownImage } from '../compose/credentials/imageFacts';
import type { AnalysedDocument } from './composeDocuments';
import { databaseKind, type DatabaseKind } from './model/databaseChange';
import type { PendingPassword } from './model/pendingPasswords';
import { mountedVolumes, type MountedVolume } from './model/mountedVolumes';
import type { ProjectWatch } from './projectWatch';

/** A changed secret whose service was started before: its data holds the old password, whatever the file says. */
export interface InitialisedSecret {
  readonly secret: PendingPassword;
  readonly service: string;
  /** What the running database can be changed with; undefined where Unboxed knows no way. */
  readonly kind: DatabaseKind | undefined;
  readonly superuser: string;
  /** Named volumes that the service mounts and that are there on the engine. */
  readonly volumes: readonly MountedVolume[];
}

/** The changed secrets that a database has taken already: its volume, or its container, is there on the engine. */
export async function initialisedSecrets(
  analysed: AnalysedDocument,
  secrets: readonly PendingPassword[],
  watch: ProjectWatch,
): Promise<InitialisedSecret[]> {
  const project = watch.projectOf(analysed);
  if (secrets.length === 0) return [];
  const present = new Set(await watch.engine.engine.volumes());
  return secrets.flatMap((secret) => {
    const { service: name, user } = secret;
    const { services, run } = analysed.analysis.project;
    const service = services.get(name);
    if (!service || knownImage(service)?.firstStartOnly !== true) return [];
    const volumes = mountedVolumes([service], [run], project).filter((volume) => present.has(volume.name));
    const container = (watch.containersOf(analysed).get(name) ?? []).length > 0;
    if (volumes.length === 0 && !container) return [];
    // POSTGRES_PASSWORD is the password of the superuser, whatever his name.
    const superuser = user ?? 'postgres';
    const kind = canBeChanged(databaseKind(imageName(service)), secret);
    return [{ secret, service: name, kind, superuser, volumes }];
  });
}

/** Only what is known can be carried over. A PostgreSQL trusts its own socket, whatever the old password was. */
function canBeChanged(
  kind: DatabaseKind | undefined,
  { user, oldPassword, newPassword }: PendingPassword,
): DatabaseKind | undefined {
  if (newPassword === undefined) return undefined;
  // A MySQL account without a known name cannot be looked for.
  return kind === 'mysql' && (user === undefined || oldPassword === undefined) ? undefined : kind;
}
