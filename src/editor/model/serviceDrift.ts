import type { ServiceDrift } from './lensModel';
import { composeLabels, type ServiceContainers } from './serviceState';

/** Reads `docker compose config --hash "*"`: a service and its sum on each line. */
export function parseHashes(output: string): ReadonlyMap<string, string> {
  return new Map(
    output.split('\n').flatMap((line) => {
      const [service, hash] = line.trim().split(/\s+/);
      return service && hash ? [[service, hash] as const] : [];
    }),
  );
}

export interface DriftInput {
  readonly containers: ServiceContainers;
  readonly hashes: ReadonlyMap<string, string>;
  /** Image ids by tag. */
  readonly images: ReadonlyMap<string, string>;
  /** All services of the files, those of profiles that are not chosen included. */
  readonly inFile: ReadonlySet<string>;
}

/** The services whose containers are not what the file says, each once, in the order of their names. */
export function serviceDrift({ containers, hashes, images, inFile }: DriftInput): ServiceDrift[] {
  const byName = [...containers].sort(([a], [b]) => (a < b ? -1 : 1));
  return byName.flatMap(([service, own]): ServiceDrift[] => {
    if (!inFile.has(service)) return [{ service, kind: 'orphan', container: own[0]?.id }];
    const wanted = hashes.get(service);
    const hash = (labels: Readonly<Record<string, string>>): string | undefined => labels[composeLabels.hash];
    const changed = own.find(({ labels }) => wanted !== undefined && (hash(labels) ?? wanted) !== wanted);
    if (changed) return [{ service, kind: 'changed', container: changed.id }];
    const stale = own.find(({ image, imageId }) => {
      const now = images.get(image.includes(':') ? image : `${image}:latest`);
      return now !== undefined && imageId !== '' && now !== imageId;
    });
    return stale ? [{ service, kind: 'image', container: stale.id }] : [];
  });
}
