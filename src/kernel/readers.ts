import type { InsideProcess } from './kernelFiles';
import type { ContainerProcess } from './parseTop';

/**
 * The name that a shell of ours gives itself in the container (`comm`, at most 15 characters), and the word that
 * begins its script: by the one it is known in the container, by the other in the list of the engine’s host.
 */
export const readerName = 'unboxed-reader';

/** First line of every script of ours that a shell in a container runs; where the name can’t be set it goes on. */
export const readerIntroduction = `: ${readerName}; { printf ${readerName} > /proc/$$/comm; } 2>/dev/null`;

/**
 * The processes without those that look at the container for Unboxed, in whichever window, and without the one by
 * which the engine’s runtime begins another: none of them is the container’s.
 */
export function withoutReaders(processes: readonly ContainerProcess[]): readonly ContainerProcess[] {
  const others = withoutFamily(
    processes,
    ({ command }) =>
      command.startsWith(`sh -c : ${readerName};`) ||
      /^(readlink|ls -l) \/proc\/self\/ns\b/.test(command) ||
      /^(\S*\/)?(runc|crun|youki) init$/.test(command),
  );
  // A container that is just being started is nothing else yet.
  return others.length === 0 ? processes : others;
}

/** The same for processes as the container numbers them, where only their names are known. */
export function withoutReadersInside(processes: readonly InsideProcess[]): readonly InsideProcess[] {
  return withoutFamily(
    processes,
    ({ command }) => command === readerName || /^(runc|crun|youki)(:\[.*)?$/.test(command),
  );
}

/** Without those that `isHead` names and all that they started. */
function withoutFamily<T extends { readonly pid: number; readonly parentPid: number }>(
  processes: readonly T[],
  isHead: (process: T) => boolean,
): readonly T[] {
  const family = new Set(processes.filter(isHead).map(({ pid }) => pid));
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const { pid, parentPid } of processes) if (family.has(parentPid)) family.add(pid);
  }
  return processes.filter(({ pid }) => !family.has(pid));
}
