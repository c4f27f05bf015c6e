import type { InsideProcess } from './kernelFiles';
import type { ContainerProcess } from './parseTop';

export interface ProcessNode {
  readonly process: ContainerProcess;
  readonly children: readonly ProcessNode[];
}

/** The processes by parent: roots are those whose parent is not among them. Order: by number. */
export function processTree(processes: readonly ContainerProcess[]): readonly ProcessNode[] {
  const sorted = [...processes].sort((a, b) => a.pid - b.pid);
  const known = new Set(sorted.map(({ pid }) => pid));
  const children = new Map<number, ContainerProcess[]>();
  for (const process of sorted) {
    // A process that names itself as its parent comes from a damaged answer; it would hang the walk.
    const parent = known.has(process.parentPid) && process.parentPid !== process.pid ? process.parentPid : 0;
    children.set(parent, [...(children.get(parent) ?? []), process]);
  }
  const placed = new Set<number>();
  const build = (process: ContainerProcess): readonly ProcessNode[] => {
    if (placed.has(process.pid)) return [];
    placed.add(process.pid);
    return [{ process, children: (children.get(process.pid) ?? []).flatMap(build) }];
  };
  // A list read while processes came and went may name parents in a circle: none is lost for that.
  return [...(children.get(0) ?? []), ...sorted].flatMap(build);
}

/**
 * Numbers inside the container for the processes that the engine's host lists: host pid → pid inside. No
 * interface of the engine tells them, so both lists, each in the order of its numbers, must agree in every
 * name and every parent; else nothing is told.
 */
export function matchInsidePids(
  host: readonly ContainerProcess[],
  inside: readonly InsideProcess[],
): ReadonlyMap<number, number> {
  const outer = [...host].sort((a, b) => a.pid - b.pid);
  const inner = [...inside].sort((a, b) => a.pid - b.pid);
  const none = new Map<number, number>();
  if (outer.length !== inner.length) return none;
  const matched = new Map<number, number>();
  for (const [index, process] of outer.entries()) {
    const candidate = inner[index];
    if (candidate === undefined || !sameCommand(process.command, candidate.command)) return none;
    const parent = matched.get(process.parentPid);
    if (parent !== undefined && parent !== candidate.parentPid) return none;
    matched.set(process.pid, candidate.pid);
  }
  return matched;
}

/** The host's list has the command line, the inside one the kernel's name of at most 15 characters. */
function sameCommand(line: string, comm: string): boolean {
  const program = line.split(' ')[0]?.split('/').pop()?.replace(/:$/, '') ?? '';
  return program.slice(0, 15) === comm || line.includes(comm);
}

/** `NSpid` of `/proc/PID/status`, outermost namespace first: the last is the number inside. */
export function insidePidOf(status: string): number | undefined {
  const numbers = /^NSpid:\s*([\d\s]+)$/m.exec(status)?.[1]?.trim().split(/\s+/);
  const last = numbers?.at(-1);
  return last === undefined || (numbers?.length ?? 0) < 2 ? undefined : Number(last);
}
