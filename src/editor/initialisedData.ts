import type { Service } from '../compose/composeModel';
import { imageName, knownImage } from '../compose/credentials/imageFacts';
import type { RewrittenSecret } from '../compose/credentials/rewritePlan';
import { textOf, valueAt } from '../compose/yamlNodes';
import type { AnalysedDocument } from './composeDocuments';
import { databaseKind, type DatabaseKind } from './model/databaseChange';
import type { ProjectWatch } from './projectWatch';

/** A changed secret whose service was started before: its data holds the old password, whatever the file says. */
export interface InitialisedSecret {
  readonly secret: RewrittenSecret;
  readonly service: string;
  /** What the running database can be changed with; undefined where Unboxed knows no way. */
  readonly kind: DatabaseKind | undefined;
  readonly superuser: string;
  /** Volumes on the engine that hold its data. */
  readonly volumes: readonly string[];
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
    const parts = analysed.analysis.project.services.get(name) ?? [];
    const service = parts.find((part) => part.service.has('image'))?.service ?? parts[0]?.service;
    if (!service || knownImage(service)?.firstStartOnly !== true) return [];
    const volumes = volumeNames(service, analysed, project).filter((volume) => present.has(volume));
    const container = (watch.containersOf(analysed).get(name) ?? []).length > 0;
    if (volumes.length === 0 && !container) return [];
    const superuser = service.environment.find(({ key }) => key === 'POSTGRES_USER')?.value ?? 'postgres';
    return [{ secret, service: name, kind: databaseKind(imageName(service)), superuser, volumes }];
  });
}

/** The engine's names of the named volumes that a service mounts. */
function volumeNames(service: Service, { analysis }: AnalysedDocument, project: string): string[] {
  return service.volumes.flatMap(({ type, source }) => {
    if (type !== 'volume' || source === undefined || source.includes('$')) return [];
    const entry = analysis.lint.model.section('volumes').get(source)?.value;
    const named = textOf(valueAt(entry, 'name'));
    const external = textOf(valueAt(entry, 'external')) === 'true';
    return [named ?? (external ? source : `${project}_${source}`)];
  });
}
