import { msg } from '../../message';
import {
  entries,
  lookup,
  placeOf,
  textOf,
  type MapNode,
  type Pair,
  type ScalarNode,
  type YamlNode,
} from '../yamlNodes';
import { withDefaults } from '../withDefaults';
import type { ComposeUnit } from './composeUnit';
import type { LinkProblem } from './linkProblem';

/** One of the maps that a service is made of. */
export interface ServiceLayer {
  /** The service's name there. */
  readonly key: ScalarNode;
  readonly map: MapNode | undefined;
  readonly unit: ComposeUnit;
  /** Whether it is another service, which this one extends. */
  readonly extended: boolean;
  /** Whether it extends something that was not found or not read. */
  readonly open: boolean;
  /** Whether `!reset` stands in its place: then the service is taken away. */
  readonly reset: boolean;
}

/** Services extend services extend services…: beyond this nobody reads it any more. */
export const mostExtended = 100;

/** As many maps as all services of a run may be made of: documents that double at each step would not end. */
const mostLayers = 2_000_000;

/** The services of one document. */
export function servicesOf(document: YamlNode): ReadonlyMap<string, Pair> {
  const services = lookup(document, 'services')?.value;
  return services?.type === 'map' ? entries(services) : new Map<string, Pair>();
}

export interface LayerReaderDeps {
  /** Another file, as seen from one that names it; undefined where it is not there, which is said already. */
  otherFile(from: ComposeUnit, path: string, node: ScalarNode): ComposeUnit | undefined;
  report(problem: LinkProblem): void;
}

/** Follows `extends`, in the same file and into others, as Compose does: within one document, then within a file. */
export class LayerReader {
  private toldTooLong = false;
  private layers = 0;

  constructor(private readonly deps: LayerReaderDeps) {}

  /** The maps of a service as one document writes it, the weakest first. */
  layersOf(pair: Pair, siblings: ReadonlyMap<string, Pair>, unit: ComposeUnit): readonly ServiceLayer[] {
    return this.read(pair, siblings, unit, undefined);
  }

  private read(
    pair: Pair,
    siblings: ReadonlyMap<string, Pair>,
    unit: ComposeUnit,
    followed: Set<Pair> | undefined,
  ): readonly ServiceLayer[] {
    const map = pair.value.type === 'map' ? pair.value : undefined;
    const target = lookup(map, 'extends')?.value;
    const reset = pair.value.tag === '!reset';
    const own = { key: pair.key, map, unit, extended: followed !== undefined, open: false, reset };
    if (!target) return [own];
    const chain = followed ?? new Set<Pair>();
    chain.add(pair);
    const bases = this.bases(target, siblings, unit, chain);
    chain.delete(pair);
    return bases ? [...bases, own] : [{ ...own, open: true }];
  }

  /** Undefined where what is extended cannot be had. */
  private bases(
    target: YamlNode,
    siblings: ReadonlyMap<string, Pair>,
    unit: ComposeUnit,
    chain: Set<Pair>,
  ): readonly ServiceLayer[] | undefined {
    const inFile = lookup(target, 'file')?.value;
    const named = target.type === 'scalar' ? target : lookup(target, 'service')?.value;
    const name = withDefaults(textOf(named) ?? '', unit.variables);
    if (name === undefined || name === '' || named?.type !== 'scalar') return undefined;
    if (!inFile) {
      const base = siblings.get(name);
      if (base) return this.follow(base, siblings, unit, chain, named);
      this.deps.report({
        place: placeOf(named),
        message: msg(
          '`{0}` stands in another document or file: there `extends` does not look for it. Compose refuses the file.',
          name,
        ),
        sibling: name,
      });
      return undefined;
    }
    const path = withDefaults(textOf(inFile) ?? '', unit.variables);
    if (path === undefined || path === '' || inFile.type !== 'scalar') return undefined;
    const other = this.deps.otherFile(unit, path, inFile);
    if (!other) return undefined;
    const layers: ServiceLayer[] = [];
    let found = false;
    for (const document of other.documents) {
      const services = servicesOf(document);
      const base = services.get(name);
      if (!base) continue;
      found = true;
      layers.push(...(this.follow(base, services, other, chain, named) ?? []));
    }
    if (found) return layers.length > 0 ? layers : undefined;
    this.deps.report({
      place: placeOf(named),
      message: msg('There is no service `{0}` in {1}: Compose refuses the file.', name, other.source.file),
    });
    return undefined;
  }

  private follow(
    base: Pair,
    siblings: ReadonlyMap<string, Pair>,
    unit: ComposeUnit,
    chain: Set<Pair>,
    from: ScalarNode,
  ): readonly ServiceLayer[] | undefined {
    if (chain.has(base)) {
      const files = new Set([...chain].map(({ key }) => key.source));
      // Within one file a rule of its own shows the whole circle.
      if (files.size > 1)
        this.deps.report({
          place: placeOf(from),
          message: msg('These files extend each other in a circle: Compose refuses them.'),
          related: [...chain].slice(0, 8).map(({ key }) => ({
            place: placeOf(key),
            message: msg('Another link of the circle'),
          })),
        });
      return undefined;
    }
    if (chain.size >= mostExtended || ++this.layers > mostLayers) {
      if (!this.toldTooLong) {
        this.toldTooLong = true;
        this.deps.report({
          place: placeOf(from),
          message: msg(
            'Here more than {0} services extend one another: Unboxed follows no further. What the services that rest on this one take from here on is not checked.',
            mostExtended,
          ),
          related: [...chain].slice(0, 1).map(({ key }) => ({
            place: placeOf(key),
            message: msg('The first service that is not read to its end'),
          })),
          unsure: true,
        });
      }
      return undefined;
    }
    return this.read(base, siblings, unit, chain);
  }
}
