import type { EnvironmentEntry, PortMapping, Service, VolumeMount } from './composeModel';
import type { Place } from './finding';
import { Kept } from './kept';
import { interpolate } from './interpolate';
import { mergePairs } from './project/mergeNodes';
import type { Variables } from './project/composeUnit';
import type { ServiceLayer } from './project/serviceLayers';
import type { ReadWords } from './project/uniqueItems';
import { readEnvironment } from './readEnvironment';
import { readPorts } from './readPorts';
import { readVolumes } from './readVolumes';
import { withDefaults } from './withDefaults';
import {
  lookup,
  placeOf,
  textOf,
  valueAt,
  type MapNode,
  type Pair,
  type ScalarNode,
  type SourceText,
  type YamlNode,
} from './yamlNodes';

/** A service that reads its parts when they are asked for, and keeps them. */
export class ParsedService implements Service {
  readonly nameNode: ScalarNode;
  readonly map: MapNode | undefined;
  readonly homeMap: MapNode | undefined;
  private readonly homeKey: ScalarNode;
  private readonly tagged: boolean;
  private known: Map<string, Pair | undefined> | undefined;
  private readonly kept = new Kept<Service>();
  private lazyEnvironment: readonly EnvironmentEntry[] | undefined;
  private lazyPorts: readonly PortMapping[] | undefined;
  private lazyVolumes: readonly VolumeMount[] | undefined;

  /** `layers`: at least one, the weakest first; `linted`: the file that is looked at. */
  constructor(
    readonly name: string,
    private readonly layers: readonly [ServiceLayer, ...ServiceLayer[]],
    linted: SourceText,
  ) {
    const home = layers.find(({ extended }) => !extended) ?? layers[0];
    const here = layers.find(({ extended, unit }) => !extended && unit.source === linted) ?? home;
    this.nameNode = here.key;
    this.map = here.map;
    this.homeKey = home.key;
    this.homeMap = home.map;
    this.tagged = layers.some(({ unit }) => unit.tagged);
  }

  get namePlace(): Place {
    return placeOf(this.homeKey);
  }

  get pieces(): readonly MapNode[] {
    return this.layers.flatMap(({ map, extended }) => (map && !extended ? [map] : []));
  }

  get isOpen(): boolean {
    return this.layers.some(({ open }) => open);
  }

  has(key: string): boolean {
    return this.pair(key) !== undefined;
  }

  get(key: string, ...deeper: readonly string[]): YamlNode | undefined {
    return valueAt(this.pair(key)?.value, ...deeper);
  }

  text(key: string, ...deeper: readonly string[]): string | undefined {
    return textOf(this.get(key, ...deeper));
  }

  pair(key: string): Pair | undefined {
    // Of one map alone, looking is as fast as remembering.
    if (this.layers.length === 1 && !this.tagged) return lookup(this.layers[0].map, key);
    this.known ??= new Map<string, Pair | undefined>();
    if (this.known.has(key)) return this.known.get(key);
    const found = this.merged(key);
    this.known.set(key, found);
    return found;
  }

  get environment(): readonly EnvironmentEntry[] {
    this.lazyEnvironment ??= readEnvironment(this.get('environment'));
    return this.lazyEnvironment;
  }

  get ports(): readonly PortMapping[] {
    this.lazyPorts ??= readPorts(this.get('ports'));
    return this.lazyPorts;
  }

  get volumes(): readonly VolumeMount[] {
    this.lazyVolumes ??= readVolumes(this.get('volumes'), (node, text) =>
      withDefaults(text, this.variablesOf(node)),
    );
    return this.lazyVolumes;
  }

  variablesOf(node: YamlNode): Variables {
    return (this.layers.find(({ unit }) => unit.source === node.source) ?? this.layers[0]).unit.variables;
  }

  derive<T>(work: (service: Service) => T): T {
    return this.kept.of(this, work);
  }

  private merged(key: string): Pair | undefined {
    const found: Pair[] = [];
    for (let index = this.layers.length - 1; index >= 0; index--) {
      const pair = lookup(this.layers[index]?.map, key);
      if (pair) found.push(pair);
    }
    const words: ReadWords = (node, text) => interpolate(text, this.variablesOf(node)).text;
    return mergePairs(`services.*.${key}`, found, this.tagged, words);
  }
}
