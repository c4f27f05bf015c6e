import type { ComposeModel, Service } from '../composeModel';
import type { Place } from '../finding';
import type { KeepFact } from '../rule';
import { placeInScalar } from '../scalarPlace';
import { withDefaults } from '../withDefaults';
import {
  entries,
  isNull,
  itemsOf,
  lookup,
  placeOf,
  textOf,
  type ScalarNode,
  type YamlNode,
} from '../yamlNodes';
import { servicesWith } from './servicesWith';

/** A place where a service names another one. */
export interface ServiceReference {
  readonly key:
    | 'depends_on'
    | 'links'
    | 'network_mode'
    | 'ipc'
    | 'pid'
    | 'uts'
    | 'volumes_from'
    | 'additional_contexts'
    | 'extends';
  readonly name: string;
  /** The name alone, without `service:` or an alias. */
  readonly place: Place;
  /** Whether a variable brings it: then the name does not stand at `place`. */
  readonly filledIn: boolean;
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
  const named: Named = (key, node, pattern) => readName(service, key, node, pattern);
  return [
    ...dependsOn(service.get('depends_on'), named),
    ...itemsOf(service.get('links')).flatMap((item) => named('links', item, /^([^:]+)/)),
    ...named('network_mode', service.get('network_mode'), /^service:(.*)$/),
    ...named('ipc', service.get('ipc'), /^service:(.*)$/),
    ...named('pid', service.get('pid'), /^service:(.*)$/),
    ...named('uts', service.get('uts'), /^service:(.*)$/),
    ...itemsOf(service.get('volumes_from')).flatMap((item) =>
      named('volumes_from', item, /^(?!container:)([^:]+)/),
    ),
    ...additionalContexts(service.get('build', 'additional_contexts'), named),
    ...extended(service.get('extends'), named),
  ];
}

type Named = (
  key: ServiceReference['key'],
  node: YamlNode | undefined,
  pattern: RegExp,
) => ServiceReference[];

function dependsOn(value: YamlNode | undefined, named: Named): ServiceReference[] {
  if (value?.type !== 'map') return itemsOf(value).flatMap((item) => named('depends_on', item, /^(.+)$/));
  return [...entries(value)].flatMap(([name, pair]): ServiceReference[] => {
    // An item of a list that was merged, with a variable that nobody knows.
    if (name.includes('$') && isNull(pair.value)) return [];
    return [
      {
        key: 'depends_on',
        name,
        place: placeOf(pair.key),
        filledIn: pair.key.source.text.slice(pair.key.start, pair.key.end).includes('$'),
        required: textOf(lookup(pair.value, 'required')?.value) !== 'false',
        condition: lookup(pair.value, 'condition')?.value,
      },
    ];
  });
}

function additionalContexts(value: YamlNode | undefined, named: Named): ServiceReference[] {
  if (value?.type === 'map')
    return [...entries(value).values()].flatMap((pair) =>
      named('additional_contexts', pair.value, /^service:(.*)$/),
    );
  return itemsOf(value).flatMap((item) => named('additional_contexts', item, /^[^=]*=service:(.*)$/));
}

function extended(value: YamlNode | undefined, named: Named): ServiceReference[] {
  if (value?.type !== 'map') return named('extends', value, /^(.+)$/);
  if (lookup(value, 'file')) return [];
  return named('extends', lookup(value, 'service')?.value, /^(.+)$/);
}

/** The service that a scalar names, with the variables put in; none where one of them is not known. */
/** Keys whose value names a service after `service:`. */
const afterService: ReadonlySet<string> = new Set(['network_mode', 'ipc', 'pid', 'additional_contexts']);

function readName(
  service: Service,
  key: ServiceReference['key'],
  node: YamlNode | undefined,
  pattern: RegExp,
): ServiceReference[] {
  const written = textOf(node);
  if (node === undefined || written === undefined) return [];
  const text = withDefaults(written, service.variablesOf(node));
  const name = text === undefined ? undefined : pattern.exec(text)?.[1];
  if (text === undefined || name === undefined) return [];
  const prefix = text.indexOf('service:');
  const from = text.indexOf(name, afterService.has(key) && prefix >= 0 ? prefix + 'service:'.length : 0);
  const place =
    text === written && name !== ''
      ? placeInScalar(node as ScalarNode, from, from + name.length)
      : placeOf(node);
  return [{ key, name, place, filledIn: text !== written, required: true, condition: undefined }];
}
