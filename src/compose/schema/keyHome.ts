import { composeShapes, type Shape } from './shape';

/** Deeper homes than this are no help to say. */
const maxPath = 4;

/**
 * Where a key belongs that stands in a place which does not have it: the shortest path of keys from `from` that
 * leads to a map with that key, `memory` → `deploy.resources.limits`. Undefined where nothing has it.
 */
export function keyHome(key: string, from: Shape): string | undefined {
  let level: { shape: Shape; path: readonly string[] }[] = [{ shape: from, path: [] }];
  const seen = new Set<Shape>([from]);
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { shape, path } of level) {
      if (path.length > 0 && shape.keys && Object.hasOwn(shape.keys, key)) return path.join('.');
      if (path.length >= maxPath) continue;
      for (const [name, index] of Object.entries(shape.keys ?? {})) {
        const child = composeShapes[index];
        if (!child || seen.has(child)) continue;
        seen.add(child);
        next.push({ shape: child, path: [...path, name] });
      }
    }
    level = next;
  }
  return undefined;
}
