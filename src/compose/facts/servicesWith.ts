import type { ComposeModel, Service } from '../composeModel';
import type { KeepFact } from '../rule';
import type { YamlNode } from '../yamlNodes';

/**
 * The services in which there is something to find: of those that stand as they stood before, `find` is not asked
 * again. Without a memory all of them: then looking once is cheaper than looking twice.
 */
export function servicesWith(
  name: string,
  model: ComposeModel,
  keep: KeepFact | undefined,
  find: (service: Service) => boolean,
): readonly Service[] {
  const services = [...model.services.values()];
  return keep ? services.filter((service) => keep(service, name, '', () => find(service))) : services;
}

/** What the other services hold: a walk through the file may leave it out. */
export function mapsBut(services: readonly Service[], model: ComposeModel): ReadonlySet<YamlNode> {
  const maps = new Set<YamlNode>();
  if (services.length === model.services.size) return maps;
  for (const { map } of model.services.values()) if (map) maps.add(map);
  for (const { map } of services) if (map) maps.delete(map);
  return maps;
}
