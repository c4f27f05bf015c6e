import type { Service } from '../composeModel';
import { openPorts } from '../facts/openPorts';
import type { Place } from '../finding';
import { withDefaults } from '../withDefaults';
import { itemsOf, textOf } from '../yamlNodes';
import { knownImage } from './imageFacts';

/** What a service says of how it is started. */
export function commandText(service: Service): string {
  return [service.get('command'), service.get('entrypoint')]
    .flatMap(itemsOf)
    .flatMap((item) => textOf(item) ?? [])
    .join(' ');
}

/** A place where a service takes its authentication away; without `key` it never had any and is open to all. */
export interface OpenDoor {
  readonly key: string | undefined;
  readonly place: Place;
}

/** Where a service lets everybody in: a switch, or no password at all behind a published port. */
export function authenticationOff(service: Service): OpenDoor[] {
  const image = knownImage(service);
  if (!image) return [];
  const doors: OpenDoor[] = [];
  for (const { key, value, valuePlace, keyPlace } of service.environment) {
    const off = image.authOff?.find((one) => one.key === key);
    const shown = withDefaults(value ?? '');
    if (!off || shown === undefined || shown === '' || !isOn(service, off.when)) continue;
    if (off.values === 'any' || off.values.includes(shown.toLowerCase()))
      doors.push({ key, place: valuePlace ?? keyPlace });
  }
  if (doors.length === 0 && image.openWithout && openPorts(service).length > 0) {
    const told = [...service.environment.map(({ key }) => key), commandText(service)].join(' ');
    const mounted = service.volumes.some(({ target }) => /\.conf$|\/etc\//.test(target));
    if (!mounted && !service.has('env_file') && !image.openWithout.some((word) => told.includes(word)))
      doors.push({ key: undefined, place: service.namePlace });
  }
  return doors;
}

function isOn(service: Service, key: string | undefined): boolean {
  if (key === undefined) return true;
  const entry = service.environment.find((one) => one.key === key);
  return withDefaults(entry?.value ?? '')?.toLowerCase() === 'true';
}
