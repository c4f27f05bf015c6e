import type { ContainerMount } from '../../engine/port';
import type { MountedVolume } from './mountedVolumes';

/** What throwing the data of a service away would delete and what it would leave, each in words to read. */
export interface ServiceData {
  readonly lost: readonly string[];
  /** Volumes made outside of the stack, and folders of the machine: never deleted. */
  readonly kept: readonly string[];
  /** The volumes of `lost` that have to be removed by name; those without one go with their container. */
  readonly named: readonly string[];
}

export interface DataFacts {
  /** What the files mount and the engine has. */
  readonly volumes: readonly MountedVolume[];
  /** What the containers that there are have mounted. */
  readonly mounts: readonly ContainerMount[];
  /** Volumes that bear the project's own label. */
  readonly ownVolumes: ReadonlySet<string>;
}

/** Tells the stack's own volumes from what belongs to somebody else. */
export function sortData({ volumes, mounts, ownVolumes }: DataFacts): ServiceData {
  const all = [...new Map(volumes.map((volume) => [volume.name, volume])).values()];
  const own = all.filter(({ name, external }) => !external && ownVolumes.has(name));
  const others = all.filter((volume) => !own.includes(volume));
  // Docker names the volumes that nobody named by 64 hexadecimal digits.
  const nameless = mounts.filter(({ type, name = '' }) => type === 'volume' && /^[0-9a-f]{64}$/.test(name));
  const folders = mounts.filter(({ type, writable }) => type === 'bind' && writable);
  return {
    lost: [
      ...own.map(({ name, target }) => `${name} → ${target}`),
      ...nameless.map(({ name = '', destination }) => `${name.slice(0, 12)} → ${destination}`),
    ],
    kept: [
      ...others.map(({ name, target }) => `${name} → ${target}`),
      ...folders.map(({ source, destination }) => `${source} → ${destination}`),
    ],
    named: own.map(({ name }) => name),
  };
}
