import { imageName, knownImage } from '../compose/credentials/imageFacts';
import type { RewrittenSecret } from '../compose/credentials/rewritePlan';
import type { AnalysedDocument } from './composeDocuments';
import { databaseKind, type DatabaseKind } from './model/databaseChange';
import { mountedVolumes, type MountedVolume } from './model/mountedVolumes';
import type { ProjectWatch } from './projectWatch';

/** A changed secret whose service was started before: its data holds the old password, whatever the file says. */
export interface InitialisedSecret {
  readonly secret: RewrittenSecret;
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
  secrets: readonly RewrittenSecret[],
  watch: ProjectWatch,
): Promise<InitialisedSecret[]> {
  const project = watch.projectOf(analysed);
  const owned = secrets.filter(({ group }) => group.owner.server);
  if (owned.length === 0) return [];
  const present = new Set(await watch.engine.engine.volumes());
  return owned.flatMap((secret) => {
    const { service: name } = secret.group.owner;
    const { services, run } = analysed.analysis.project;
    const service = services.get(name);
    if (!service || knownImage(service)?.firstStartOnly !== true) return [];
    const volumes = mountedVolumes([service], [run], project).filter((volume) => present.has(volume.name));
    const container = (watch.containersOf(analysed).get(name) ?? []).length > 0;
    if (volumes.length === 0 && !container) return [];
    // POSTGRES_PASSWORD is the password of the superuser, whatever his name.
    const superuser = secret.group.owner.user ?? 'postgres';
    const { user } = secret.group.owner;
    const kind = databaseKind(imageName(service));
    // A MySQL account without a known name cannot be looked for.
    const reachable = kind === 'mysql' && user === undefined ? undefined : kind;
    return [{ secret, service: name, kind: reachable, superuser, volumes }];
  });
}
