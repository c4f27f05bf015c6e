import type { ComposeModel, FileAccess, Service } from '../composeModel';
import { valueAt } from '../yamlNodes';

/**
 * Whether a service is all there: it has an image or a build, and takes nothing from a file that was not read.
 * Only then may a rule say that something is missing; a piece for an override file leaves most things out.
 */
export function isWhole(service: Service): boolean {
  return (service.has('image') || service.has('build')) && !extendsOtherFile(service);
}

export function extendsOtherFile(service: Service): boolean {
  return service.get('extends', 'file') !== undefined;
}

const baseNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/**
 * Whether names that this file does not define may come from elsewhere: it includes other files, extends
 * services of other files, holds pieces of services, or lies beside the base file that it overrides.
 */
export function isFragment(model: ComposeModel, files: FileAccess): boolean {
  if (model.top('include')) return true;
  for (const service of model.services.values()) if (!isStandalone(service)) return true;
  const path = model.source.file.replaceAll('\\', '/');
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (baseNames.includes(name)) return false;
  return /(?:^|[.-])override\.ya?ml$/.test(name) || baseNames.some((base) => files.exists(base) === true);
}

function isStandalone(service: Service): boolean {
  if (extendsOtherFile(service)) return false;
  return (
    service.has('image') ||
    service.has('build') ||
    service.has('extends') ||
    service.has('provider') ||
    valueAt(service.map, 'image') !== undefined
  );
}
