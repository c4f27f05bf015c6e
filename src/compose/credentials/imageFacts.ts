import type { Service } from '../composeModel';
import { withDefaults } from '../withDefaults';
import type { KnownImage } from './knownImage';
import { knownImages } from './knownImages';

/** The parts of a repository's name, without registry's port, tag and digest: `grafana/grafana:11` → both words. */
function repositoryParts(image: string): readonly string[] {
  const [name = ''] = image.split('@');
  return name
    .replace(/:[^/:]*$/, '')
    .toLowerCase()
    .split('/');
}

/** The last part of a service's image name, such as `postgres`; undefined where it is built or unknown. */
export function imageName(service: Service): string | undefined {
  const image = withDefaults(service.text('image') ?? '');
  return image ? repositoryParts(image).at(-1) : undefined;
}

const byName = new Map(knownImages.flatMap((image) => image.names.map((name) => [name, image] as const)));

/** What is known of a service's image; the longer name counts first. */
export function knownImage(service: Service): KnownImage | undefined {
  const image = withDefaults(service.text('image') ?? '');
  if (!image) return undefined;
  const parts = repositoryParts(image);
  return byName.get(parts.slice(-2).join('/')) ?? byName.get(parts.at(-1) ?? '');
}
