import type { EnvironmentEntry, PortMapping, Service, VolumeMount } from './composeModel';
import type { Place } from './finding';
import { readEnvironment } from './readEnvironment';
import { readPorts } from './readPorts';
import { readVolumes } from './readVolumes';
import {
  entries,
  lookup,
  placeOf,
  textOf,
  valueAt,
  type MapNode,
  type Pair,
  type ScalarNode,
  type YamlNode,
} from './yamlNodes';

/** A service that reads its parts when they are asked for, and keeps them. */
export class ParsedService implements Service {
  readonly nameNode: ScalarNode;
  readonly map: MapNode | undefined;
  private readonly known = new Map<string, Pair | undefined>();
  private lazyEnvironment: readonly EnvironmentEntry[] | undefined;
  private lazyPorts: readonly PortMapping[] | undefined;
  private lazyVolumes: readonly VolumeMount[] | undefined;
  private lazyBases: readonly MapNode[] | undefined;

  constructor(
    readonly name: string,
    pair: Pair,
    private readonly siblings: ReadonlyMap<string, Service>,
  ) {
    this.nameNode = pair.key;
    this.map = pair.value.type === 'map' ? pair.value : undefined;
  }

  get namePlace(): Place {
    return placeOf(this.nameNode);
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
    if (this.known.has(key)) return this.known.get(key);
    let found: Pair | undefined;
    for (const layer of this.layers()) {
      found = lookup(layer, key);
      if (found) break;
    }
    this.known.set(key, found);
    return found;
  }

  get environment(): readonly EnvironmentEntry[] {
    this.lazyEnvironment ??= this.mergeEnvironment();
    return this.lazyEnvironment;
  }

  get ports(): readonly PortMapping[] {
    this.lazyPorts ??= this.values('ports').flatMap(readPorts);
    return this.lazyPorts;
  }

  get volumes(): readonly VolumeMount[] {
    this.lazyVolumes ??= this.values('volumes').flatMap(readVolumes);
    return this.lazyVolumes;
  }

  /** The service's own map, then those that it extends, nearest first. */
  private layers(): readonly MapNode[] {
    this.lazyBases ??= extendedMaps(this, this.siblings);
    return this.map ? [this.map, ...this.lazyBases] : [];
  }

  private values(key: string): readonly YamlNode[] {
    return this.layers().flatMap((layer) => lookup(layer, key)?.value ?? []);
  }

  private mergeEnvironment(): readonly EnvironmentEntry[] {
    const byKey = new Map<string, EnvironmentEntry>();
    for (const value of this.values('environment'))
      for (const entry of readEnvironment(value)) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
    return [...byKey.values()];
  }
}

/** The maps of the services that this one extends in the same file; stops at a cycle (a rule reports it). */
function extendedMaps(service: ParsedService, siblings: ReadonlyMap<string, Service>): MapNode[] {
  const seen = new Set<string>([service.name]);
  const maps: MapNode[] = [];
  let map = service.map;
  while (map) {
    const target: YamlNode | undefined = entries(map).get('extends')?.value;
    if (lookup(target, 'file')) break;
    const name: string | undefined = textOf(target) ?? textOf(valueAt(target, 'service'));
    if (name === undefined || seen.has(name)) break;
    seen.add(name);
    map = siblings.get(name)?.map;
    if (map) maps.push(map);
  }
  return maps;
}
