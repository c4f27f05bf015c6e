import type { ComposeModel, FileAccess, Service } from '../composeModel';

/** Whether a service says what it runs. */
export function hasSource(service: Service): boolean {
  return service.has('image') || service.has('build') || service.has('provider');
}

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
const overrideNames = baseNames.map((name) => name.replace('.', '.override.'));

/** Whether Compose reads other files together with this one: an include, an override file, or its base. */
export function hasCompanions(model: ComposeModel, files: FileAccess): boolean {
  if (model.top('include')) return true;
  const path = model.source.file.replaceAll('\\', '/');
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (baseNames.includes(name)) return overrideNames.some((other) => files.exists(other) === true);
  return /(?:^|[.-])override\.ya?ml$/.test(name) || baseNames.some((base) => files.exists(base) === true);
}

/**
 * Whether names that this file does not define may come from elsewhere: other files belong to it, or it holds
 * pieces of services that are no use alone.
 */
export function isFragment(model: ComposeModel, files: FileAccess): boolean {
  for (const service of model.services.values())
    if (extendsOtherFile(service) || !(hasSource(service) || service.has('extends'))) return true;
  return hasCompanions(model, files);
}
