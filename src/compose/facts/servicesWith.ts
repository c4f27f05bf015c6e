import type { ComposeModel, Service } from '../composeModel';
import type { KeepFact } from '../rule';
import { valueAt, type ScalarNode, type YamlNode } from '../yamlNodes';

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
  if (!keep) return [...model.services.values()];
  return keep(name, '', (service) => find(service) || undefined).map(({ service }) => service);
}

/** Where a walk through a file begins, and what it may leave out. */
export interface Walk {
  readonly roots: readonly YamlNode[];
  readonly quiet: ReadonlySet<YamlNode>;
}

/**
 * A walk through a file that goes into those of its services only in which there is something to find. `find` must
 * say so of each service that is no map.
 */
export function walkOf(
  name: string,
  model: ComposeModel,
  keep: KeepFact | undefined,
  find: (service: Service) => boolean,
): Walk {
  const whole = { roots: model.documents, quiet: new Set<YamlNode>() };
  if (!keep) return whole;
  const loud = servicesWith(name, model, keep, find);
  const maps = loud.flatMap(({ map }) => map ?? []);
  // What is no map only the whole walk comes to.
  if (maps.length < loud.length) return whole;
  const services = model.documents.flatMap((document) => valueAt(document, 'services') ?? []);
  return { roots: [...model.documents, ...maps], quiet: new Set(services) };
}

/** The scalars that a walk comes to, each once: anchors are shared. */
export function* scalarsOf(
  roots: readonly YamlNode[],
  quiet: ReadonlySet<YamlNode> = new Set(),
): Generator<ScalarNode> {
  const seen = new Set(quiet);
  const open = [...roots];
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.type === 'map') for (const { value } of node.pairs) open.push(value);
    else if (node.type === 'seq') for (const { value } of node.items) open.push(value);
    else yield node;
  }
}
