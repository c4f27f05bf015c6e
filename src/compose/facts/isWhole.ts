import type { ComposeModel, Service } from '../composeModel';
import type { KeepFact } from '../rule';
import { servicesWith } from './servicesWith';

/** Whether a service says what it runs. */
export function hasSource(service: Service): boolean {
  return service.has('image') || service.has('build') || service.has('provider');
}

/**
 * Whether a service is all there: it has an image or a build, and takes nothing from a file that was not read.
 * Only then may a rule say that something is missing; a piece for an override file leaves most things out.
 */
export function isWhole(service: Service): boolean {
  return (service.has('image') || service.has('build')) && !service.isOpen;
}

/**
 * Whether names that are not defined may come from elsewhere: something that belongs to the file was not read, or
 * it holds pieces of services that are no use alone. What a service extends brings keys to that service alone, and
 * defines nothing that others could name.
 */
export function isFragment(model: ComposeModel, keep: KeepFact | undefined): boolean {
  if (!keep) return model.derive(looksLikeFragment);
  return !model.isComplete || servicesWith('piece', model, keep, isPiece).length > 0;
}

function looksLikeFragment(model: ComposeModel): boolean {
  for (const service of model.services.values()) if (isPiece(service)) return true;
  return !model.isComplete;
}

const isPiece = (service: Service): boolean => !(hasSource(service) || service.has('extends'));
