/** A map whose values are made when somebody asks for them, and kept. */
export class LazyMap<V> implements ReadonlyMap<string, V> {
  private readonly made = new Map<string, V>();

  /** `names`: the keys, in their order; `make` is called once for each that is asked for. */
  constructor(
    private readonly names: ReadonlyMap<string, unknown>,
    private readonly make: (name: string) => V,
  ) {}

  get size(): number {
    return this.names.size;
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  get(name: string): V | undefined {
    return this.names.has(name) ? this.at(name) : undefined;
  }

  keys(): MapIterator<string> {
    return this.names.keys();
  }

  *values(): Generator<V, undefined> {
    for (const name of this.names.keys()) yield this.at(name);
    return undefined;
  }

  *entries(): Generator<[string, V], undefined> {
    for (const name of this.names.keys()) yield [name, this.at(name)];
    return undefined;
  }

  [Symbol.iterator](): Generator<[string, V], undefined> {
    return this.entries();
  }

  forEach(callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const name of this.names.keys()) callback(this.at(name), name, this);
  }

  private at(name: string): V {
    if (this.made.has(name)) return this.made.get(name) as V;
    const value = this.make(name);
    this.made.set(name, value);
    return value;
  }
}

/** The same keys with other values; as lazy as the map that they come of. */
export function mapValues<V, W>(
  from: ReadonlyMap<string, V>,
  make: (value: V, name: string) => W,
): ReadonlyMap<string, W> {
  if (from instanceof LazyMap) return new LazyMap(from, (name) => make(from.get(name) as V, name));
  const values = new Map<string, W>();
  for (const [name, value] of from) values.set(name, make(value, name));
  return values;
}
