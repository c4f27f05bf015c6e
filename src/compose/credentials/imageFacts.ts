import type { Service } from '../composeModel';
import { withDefaults } from '../withDefaults';
import { textOf } from '../yamlNodes';
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

/** The image's name with the variables that are known. */
const shownImage = (service: Service): string | undefined => service.derive(readImage);

function readImage(service: Service): string | undefined {
  const node = service.get('image');
  return node && withDefaults(textOf(node) ?? '', service.variablesOf(node));
}

/** The last part of a service's image name, such as `postgres`; undefined where it is built or unknown. */
export function imageName(service: Service): string | undefined {
  const image = shownImage(service);
  return image ? repositoryParts(image).at(-1) : undefined;
}

const byName = new Map(knownImages.flatMap((image) => image.names.map((name) => [name, image] as const)));

/** What is known of a service's image; the longer name counts first. */
export function knownImage(service: Service): KnownImage | undefined {
  return service.derive(findImage);
}

function findImage(service: Service): KnownImage | undefined {
  const image = shownImage(service);
  if (!image) return undefined;
  const parts = repositoryParts(image);
  return byName.get(parts.slice(-2).join('/')) ?? byName.get(parts.at(-1) ?? '');
}
