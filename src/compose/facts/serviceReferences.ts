import type { ComposeModel, Service } from '../composeModel';
import type { Place } from '../finding';
import type { KeepFact } from '../rule';
import { placeInScalar } from '../scalarPlace';
import { entries, itemsOf, lookup, placeOf, textOf, type ScalarNode, type YamlNode } from '../yamlNodes';
import { servicesWith } from './servicesWith';

/** A place where a service names another one. */
export interface ServiceReference {
  readonly key: 'depends_on' | 'links' | 'network_mode' | 'ipc' | 'pid' | 'volumes_from' | 'extends';
  readonly name: string;
  /** The name alone, without `service:` or an alias. */
  readonly place: Place;
  /** `depends_on` may say `required: false`. */
  readonly required: boolean;
  /** `service_healthy` and the like, where `depends_on` says so. */
  readonly condition: YamlNode | undefined;
}

/** Every service that a service names, in the order of its keys; kept by the service, for many rules ask. */
export function serviceReferences(service: Service): readonly ServiceReference[] {
  return service.derive(read);
}

/** The services that name others. */
export function referringServices(model: ComposeModel, keep: KeepFact | undefined): readonly Service[] {
  return servicesWith('reference', model, keep, (service) => serviceReferences(service).length > 0);
}

function read(service: Service): ServiceReference[] {
  return [
    ...dependsOn(service.get('depends_on')),
    ...itemsOf(service.get('links')).flatMap((item) => named('links', item, /^([^:]+)/)),
    ...named('network_mode', service.get('network_mode'), /^service:(.+)$/),
    ...named('ipc', service.get('ipc'), /^service:(.+)$/),
    ...named('pid', service.get('pid'), /^service:(.+)$/),
    ...itemsOf(service.get('volumes_from')).flatMap((item) =>
      named('volumes_from', item, /^(?!container:)([^:]+)/),
    ),
    ...extended(service.get('extends')),
  ];
}

function dependsOn(value: YamlNode | undefined): ServiceReference[] {
  if (value?.type !== 'map') return itemsOf(value).flatMap((item) => named('depends_on', item, /^(.+)$/));
  return [...entries(value)].map(([name, pair]) => ({
    key: 'depends_on',
    name,
    place: placeOf(pair.key),
    required: textOf(lookup(pair.value, 'required')?.value) !== 'false',
    condition: lookup(pair.value, 'condition')?.value,
  }));
}

function extended(value: YamlNode | undefined): ServiceReference[] {
  if (value?.type !== 'map') return named('extends', value, /^(.+)$/);
  if (lookup(value, 'file')) return [];
  return named('extends', lookup(value, 'service')?.value, /^(.+)$/);
}

function named(
  key: ServiceReference['key'],
  node: YamlNode | undefined,
  pattern: RegExp,
): ServiceReference[] {
  const text = textOf(node);
  const name = text === undefined ? undefined : pattern.exec(text)?.[1];
  if (text === undefined || name === undefined || name.includes('$')) return [];
  const from = text.indexOf(
    name,
    key === 'network_mode' || key === 'ipc' || key === 'pid' ? 'service:'.length : 0,
  );
  const place = placeInScalar(node as ScalarNode, from, from + name.length);
  return [{ key, name, place, required: true, condition: undefined }];
}
