import type { ContainerSummary } from '../../engine/port';
import { composeServiceLabel } from './containerGroups';

const numberLabel = 'com.docker.compose.container-number';
const oneOffLabel = 'com.docker.compose.oneoff';

/**
 * What tells a container from the others of its compose project: its service, and its number where the
 * service has several. One that `docker compose run` made keeps its name, as does one without a service.
 */
export function serviceLabel(container: ContainerSummary, project: readonly ContainerSummary[]): string {
  const service = serviceOf(container);
  if (service === undefined) return container.name;
  const scaled = project.some((other) => other.id !== container.id && serviceOf(other) === service);
  if (!scaled) return service;
  const number = container.labels[numberLabel] ?? '';
  return number === '' ? container.name : `${service} ${number}`;
}

function serviceOf({ labels }: ContainerSummary): string | undefined {
  const service = labels[composeServiceLabel] ?? '';
  return service === '' || labels[oneOffLabel]?.toLowerCase() === 'true' ? undefined : service;
}
