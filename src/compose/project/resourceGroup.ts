import type { TopLevelSection } from '../composeModel';
import { mapValues } from '../lazyMap';
import { entries, lookup, type Pair, type YamlNode } from '../yamlNodes';
import type { ComposeUnit } from './composeUnit';
import { sameNode } from './sameNode';
import { servicesOf, type LayerReader, type ServiceLayer } from './serviceLayers';

/** A document of a run, and the groups of files that it includes. */
export interface RunDocument {
  readonly root: YamlNode;
  readonly unit: ComposeUnit;
  readonly included: readonly { readonly node: YamlNode; readonly group: ResourceGroup }[];
}

/** Hears of a name that a document and what it includes, or two included files, define differently. */
export type OnConflict = (kind: string, name: string, node: YamlNode, other: YamlNode) => void;

/** What some documents define together, each over those before it. Worked out when it is asked for. */
export class ResourceGroup {
  private lazyServices: ReadonlyMap<string, readonly ServiceLayer[]> | undefined;
  private readonly sections = new Map<TopLevelSection, ReadonlyMap<string, readonly Pair[]>>();

  constructor(
    readonly documents: readonly RunDocument[],
    private readonly reader: LayerReader,
    private readonly onConflict: OnConflict,
  ) {}

  /** The maps of each service, the weakest first. */
  get services(): ReadonlyMap<string, readonly ServiceLayer[]> {
    this.lazyServices ??= this.collect<ServiceLayer>(
      'services',
      ({ root, unit }) => {
        const siblings = servicesOf(root);
        const layersOf = (pair: Pair): readonly ServiceLayer[] => this.reader.layersOf(pair, siblings, unit);
        // Following `extends` is what finds out where it leads: then each is followed.
        return mapValues(unit.extending ? new Map(siblings) : siblings, layersOf);
      },
      (group) => group.services,
      (layer) => layer.key,
      (one, other) => sameNode(one.map, other.map),
    );
    if (this.documents.some(({ unit }) => unit.tagged)) this.lazyServices = withoutReset(this.lazyServices);
    return this.lazyServices;
  }

  /** The values of each entry of a section, the weakest first. */
  section(section: TopLevelSection): ReadonlyMap<string, readonly Pair[]> {
    const known = this.sections.get(section);
    if (known) return known;
    const made = this.collect<Pair>(
      section,
      ({ root }) => {
        const value = lookup(root, section)?.value;
        const pairs = new Map<string, readonly Pair[]>();
        if (value?.type === 'map') for (const [name, pair] of entries(value)) pairs.set(name, [pair]);
        return pairs;
      },
      (group) => group.section(section),
      (pair) => pair.key,
      (one, other) => sameNode(one.value, other.value),
    );
    this.sections.set(section, made);
    return made;
  }

  /** Reads all there is: only then everything that does not go together has been reported. */
  readAll(): number {
    const sections = (['networks', 'volumes', 'secrets', 'configs'] as const).map((name) =>
      this.section(name),
    );
    return sections.reduce((sum, { size }) => sum + size, this.services.size);
  }

  private collect<T>(
    kind: string,
    own: (document: RunDocument) => ReadonlyMap<string, readonly T[]>,
    from: (group: ResourceGroup) => ReadonlyMap<string, readonly T[]>,
    keyOf: (part: T) => YamlNode,
    same: (one: T, other: T) => boolean,
  ): ReadonlyMap<string, readonly T[]> {
    const [first, ...more] = this.documents;
    // Most files are one document that includes nothing.
    if (first && more.length === 0 && first.included.length === 0) return own(first);
    const all = new Map<string, T[]>();
    for (const document of this.documents) {
      const here = new Map(own(document));
      for (const { node, group } of document.included)
        for (const [name, parts] of from(group)) {
          const standing = here.get(name);
          const last = parts.at(-1);
          if (!standing) here.set(name, parts);
          else if (
            last &&
            (standing.length !== parts.length ||
              !parts.every((part, index) => same(part, standing[index] as T)))
          )
            this.onConflict(
              kind,
              name,
              standing.length > 0 ? keyOf(standing.at(-1) as T) : node,
              keyOf(last),
            );
        }
      for (const [name, parts] of here) {
        const standing = all.get(name);
        // Put behind, not copied: a name that many documents write would cost the square of their number.
        if (standing) for (const part of parts) standing.push(part);
        else all.set(name, [...parts]);
      }
    }
    return all;
  }
}

/** Without the services that `!reset` takes away; what is put over them later counts again. */
function withoutReset(
  services: ReadonlyMap<string, readonly ServiceLayer[]>,
): ReadonlyMap<string, readonly ServiceLayer[]> {
  const left = new Map<string, readonly ServiceLayer[]>();
  for (const [name, layers] of services) {
    const counted = layers.slice(layers.findLastIndex(({ reset }) => reset) + 1);
    if (counted.length > 0) left.set(name, counted);
  }
  return left;
}
