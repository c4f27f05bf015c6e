import type { Service } from '../composeModel';
import type { Edit } from '../finding';
import { insertKey, replaceScalar } from '../mapEdits';
import { withDefaults } from '../withDefaults';
import { textOf, type YamlNode } from '../yamlNodes';

export type Resource = 'memory' | 'cpus' | 'pids';

/** The short key of a limit; the long form is `deploy.resources.limits` and the resource's own name. */
export const shortKeys: Readonly<Record<Resource, string>> = {
  memory: 'mem_limit',
  cpus: 'cpus',
  pids: 'pids_limit',
};

/** A limit as written. `value` is undefined where a variable makes it unknown. */
export interface Limit {
  readonly node: YamlNode;
  readonly value: string | undefined;
}

/** The limit that a service sets, by either form; the short key comes first. */
export function limitOf(service: Service, resource: Resource): Limit | undefined {
  const node = service.get(shortKeys[resource]) ?? service.get('deploy', 'resources', 'limits', resource);
  const text = textOf(node);
  return node && text !== undefined
    ? { node, value: withDefaults(text, service.variablesOf(node)) }
    : undefined;
}

/** Whether a limit is written that bounds nothing: zero, or −1. An unknown value counts as a limit. */
export function isUnlimited(limit: Limit | undefined): boolean {
  if (!limit) return true;
  return limit.value !== undefined && /^(?:-\d+|0+(?:\.0*)?[a-z]*)$/i.test(limit.value.trim());
}

/**
 * Edits that set a limit in the form that the service uses already: Compose refuses a short key beside a
 * `deploy.resources.limits` that says something else, or nothing, about it.
 */
export function limitEdits(service: Service, resource: Resource, value: string): readonly Edit[] | undefined {
  const written = limitOf(service, resource)?.node;
  if (written) return written.type === 'scalar' ? replaceScalar(written, value) : undefined;
  const limits = service.get('deploy', 'resources', 'limits');
  if (limits?.type === 'map')
    return insertKey(limits, resource, [resource === 'cpus' ? `"${value}"` : value]);
  return service.homeMap && insertKey(service.homeMap, shortKeys[resource], [value]);
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
  p: 2 ** 50,
};

/** A size as Docker reads it (`512m`, `1.5GiB`, `1024`), in bytes. Undefined where it is unknown or no size. */
export function numberOfBytes(text: string | undefined): number | undefined {
  const known = text === undefined ? undefined : withDefaults(text);
  const parts = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(known?.trim() ?? '');
  const unit = units[parts?.[2]?.toLowerCase() ?? ''];
  return parts?.[1] === undefined || unit === undefined ? undefined : Number(parts[1]) * unit;
}
