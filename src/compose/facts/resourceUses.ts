import type { ComposeModel, Service, TopLevelEntry, TopLevelSection } from '../composeModel';
import type { Place } from '../finding';
import type { KeepFact } from '../rule';
import { withDefaults } from '../withDefaults';
import { entries, isNull, itemsOf, lookup, placeOf, textOf, type YamlNode } from '../yamlNodes';
import { servicesWith } from './servicesWith';
import { whereToMend, type MendingPlace } from './whereToMend';

/** A place where a service uses an entry of a top-level section. */
export interface ResourceUse extends MendingPlace {
  readonly service: Service;
  /** Undefined where a variable without default hides it. */
  readonly name: string | undefined;
}

/** Every use of a section's entries by the services; kept by the model, for two rules ask about each section. */
export function resourceUses(
  model: ComposeModel,
  section: TopLevelSection,
  keep: KeepFact | undefined,
): readonly ResourceUse[] {
  const uses = model.derive(noUses);
  let known = uses.get(section);
  if (!known) {
    const using = servicesWith(section, model, keep, (service) => usesOf(service, section).length > 0);
    known = using.flatMap((service) => usesOf(service, section));
    uses.set(section, known);
  }
  return known;
}

const noUses = (): Map<TopLevelSection, readonly ResourceUse[]> => new Map();

function usesOf(service: Service, section: TopLevelSection): ResourceUse[] {
  const use = (text: string | undefined, node: YamlNode, written: Place): ResourceUse[] => {
    const name = text === undefined ? undefined : withDefaults(text, service.variablesOf(node));
    // Nothing names nothing: such a volume is anonymous, and of the others the schema says so.
    if (text === undefined || name === '') return [];
    return [{ service, name, ...whereToMend(service, written) }];
  };
  const useOf = (node: YamlNode | undefined): ResourceUse[] =>
    node ? use(textOf(node), node, placeOf(node)) : [];
  if (section === 'volumes')
    return service.volumes.flatMap(({ type, source, sourcePlace, place, node }) =>
      type === 'volume' ? use(source, node, sourcePlace ?? place) : [],
    );
  if (section === 'networks') {
    const value = service.get('networks');
    if (value?.type === 'map') return [...entries(value).values()].flatMap((pair) => useOf(pair.key));
    return itemsOf(value).flatMap(useOf);
  }
  const lists = [service.get(section), section === 'secrets' ? service.get('build', 'secrets') : undefined];
  return lists.flatMap((list) =>
    itemsOf(list).flatMap((item) => useOf(item.type === 'map' ? lookup(item, 'source')?.value : item)),
  );
}

/** The uses of entries that the file does not define. */
export function undefinedUses(
  model: ComposeModel,
  section: TopLevelSection,
  keep: KeepFact | undefined,
): ResourceUse[] {
  const written = model.top(section)?.value;
  if (written && written.type !== 'map' && !isNull(written)) return [];
  const defined = model.section(section);
  return resourceUses(model, section, keep).filter(
    ({ name }) => name !== undefined && !defined.has(name) && !(section === 'networks' && name === 'default'),
  );
}

function hasOpenService(model: ComposeModel, keep: KeepFact | undefined): boolean {
  return servicesWith('open', model, keep, ({ isOpen }) => isOpen).some(({ isOpen }) => isOpen);
}

/** The entries that no service uses; none where a variable or another file hides what is used. */
export function unusedEntries(
  model: ComposeModel,
  section: TopLevelSection,
  keep: KeepFact | undefined,
): TopLevelEntry[] {
  const defined = model.section(section);
  if (defined.size === 0) return [];
  const names = new Set<string | undefined>(resourceUses(model, section, keep).map(({ name }) => name));
  if (names.has(undefined) || hasOpenService(model, keep)) return [];
  return [...defined.values()].filter(
    ({ name }) => !names.has(name) && !(section === 'networks' && name === 'default'),
  );
}
