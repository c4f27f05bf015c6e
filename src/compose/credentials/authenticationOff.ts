import type { Service } from '../composeModel';
import { openPorts } from '../facts/openPorts';
import type { Place } from '../finding';
import { withDefaults } from '../withDefaults';
import { itemsOf, textOf } from '../yamlNodes';
import { knownImage } from './imageFacts';

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
    if (!off || shown === undefined || shown === '') continue;
    if (off.values === 'any' || off.values.includes(shown.toLowerCase()))
      doors.push({ key, place: valuePlace ?? keyPlace });
  }
  if (doors.length === 0 && image.openWithout && openPorts(service).length > 0) {
    const told = [
      ...service.environment.map(({ key }) => key),
      ...[service.get('command'), service.get('entrypoint')]
        .flatMap(itemsOf)
        .flatMap((item) => textOf(item) ?? []),
    ].join(' ');
    const mounted = service.volumes.some(({ target }) => /\.conf$|\/etc\//.test(target));
    if (!mounted && !service.has('env_file') && !image.openWithout.some((word) => told.includes(word)))
      doors.push({ key: undefined, place: service.namePlace });
  }
  return doors;
}
