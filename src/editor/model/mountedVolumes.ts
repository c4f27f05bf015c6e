import type { ComposeModel, Service } from '../../compose/composeModel';
import { textOf, valueAt } from '../../compose/yamlNodes';

/** A named volume of a service, under the name that it has on the engine. */
export interface MountedVolume {
  readonly name: string;
  readonly target: string;
  /** Made outside of the stack: compose itself never deletes it. */
  readonly external: boolean;
}

/** The named volumes that all parts of a service mount, each once; `models` are all files of the stack. */
export function mountedVolumes(
  parts: readonly Service[],
  models: readonly ComposeModel[],
  project: string,
): MountedVolume[] {
  const found = new Map<string, MountedVolume>();
  for (const { type, source, target } of parts.flatMap(({ volumes }) => volumes)) {
    if (type !== 'volume' || source === undefined || source.includes('$')) continue;
    const entries = models.flatMap((model) => model.section('volumes').get(source)?.value ?? []);
    const externals = entries.flatMap((entry) => valueAt(entry, 'external') ?? []);
    const external = externals.some((node) => node.type === 'map' || textOf(node) === 'true');
    const named = [...entries, ...externals].flatMap((entry) => textOf(valueAt(entry, 'name')) ?? []).at(-1);
    const name = named ?? (external ? source : `${project}_${source}`);
    if (!found.has(name)) found.set(name, { name, target, external });
  }
  return [...found.values()];
}
