import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  cgroupFilesV1,
  cgroupFilesV2,
  containerGroup,
  insideScript,
  parseInside,
  parseProcCgroup,
  type InsideProcess,
} from '../kernel/kernelFiles';
import { parseIdMap, type IdRange } from '../kernel/idMap';
import type { ContainerProcess } from '../kernel/parseTop';
import { insidePidOf, matchInsidePids } from '../kernel/processTree';
import { isLocalProcess } from './localProcess';
import { EngineError, type ContainerInspect, type Engine } from './port';

/** What the kernel itself says of a container: its cgroup's files, its main process, its numbers inside. */
export interface KernelReading {
  readonly files: ReadonlyMap<string, string>;
  /** `/proc/PID/status` of the main process. */
  readonly status: string;
  /** Users of the container and whom they are on the host; empty when it was not read. */
  readonly idMap: readonly IdRange[];
  /** Number on the engine's host → number in the container, where it is certain. */
  readonly insidePids: ReadonlyMap<number, number>;
  readonly source: 'proc' | 'exec';
}

/** Version of the control groups, undefined where the engine’s containers have none of their own. */
export type Cgroups = 1 | 2 | undefined;

/**
 * The kernel's files of a running container on this machine's own engine, straight from /proc and
 * /sys/fs/cgroup: no request, and nothing in the container notices. Undefined when it is not here.
 */
export async function readKernelHere(
  engine: Engine,
  inspect: ContainerInspect,
  cgroups: Cgroups,
  processes: readonly ContainerProcess[],
): Promise<KernelReading | undefined> {
  if (!(await isLocalProcess(engine.endpoint, inspect.id, inspect.state.pid))) return undefined;
  try {
    const local = await readLocally(inspect, cgroups, processes);
    // /sys/fs/cgroup may not be the engine's when the editor runs in a container of its own.
    return local.files.size > 0 || cgroups === undefined ? local : undefined;
  } catch {
    // The process ended meanwhile.
    return undefined;
  }
}

/** The kernel's files by a shell in the container. Throws `EngineError` when the image has none. */
export async function readKernelInside(
  engine: Engine,
  inspect: ContainerInspect,
  cgroups: Cgroups,
  processes: readonly ContainerProcess[],
): Promise<KernelReading> {
  const { pidMode } = inspect.hostConfig;
  const mainPid = pidMode === '' || pidMode === 'private' ? '1' : 'self';
  const answer = await engine.exec(inspect.id, ['sh', '-c', insideScript(cgroups, mainPid)]);
  const { files, status, users, processes: inside } = parseInside(answer.stdout);
  // An engine that can't run the command says so in the command's output.
  if (files.size === 0 && status === '')
    throw new EngineError(
      'unknown',
      (answer.stderr || answer.stdout).trim() || `exit code ${answer.exitCode}`,
    );
  const insidePids = insideNumbers(processes, inside, mainPid);
  return { files, status, idMap: parseIdMap(users), insidePids, source: 'exec' };
}

function insideNumbers(
  processes: readonly ContainerProcess[],
  inside: readonly InsideProcess[],
  mainPid: string,
): ReadonlyMap<number, number> {
  // In a shared pid namespace the numbers of other containers are listed too: no match is certain.
  return mainPid === '1' ? matchInsidePids(processes, inside) : new Map();
}

async function readLocally(
  { id, state: { pid } }: ContainerInspect,
  cgroups: Cgroups,
  processes: readonly ContainerProcess[],
): Promise<KernelReading> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const users = await readFile(`/proc/${pid}/uid_map`, 'utf8').catch(() => '');
  const { unified, controllers } = parseProcCgroup(await readFile(`/proc/${pid}/cgroup`, 'utf8'));
  const root = '/sys/fs/cgroup';
  // A service manager in the container may have moved its processes to groups below, which have no limits of their own.
  const groupOf = (place = '') => containerGroup(place, id) ?? place;
  const places =
    cgroups === undefined
      ? []
      : cgroups === 2
        ? cgroupFilesV2.map((file) => [file, path.join(root, groupOf(unified), file)] as const)
        : Object.entries(cgroupFilesV1).flatMap(([controller, files]) =>
            files.map(
              (file) =>
                [file, path.join(root, controller, groupOf(controllers.get(controller)), file)] as const,
            ),
          );
  const contents = await Promise.all(
    places.map(async ([file, place]) => {
      const content = await readFile(place, 'utf8').catch(() => undefined);
      return content === undefined ? [] : [[file, content.trimEnd()] as const];
    }),
  );
  const numbers = await Promise.all(
    processes.map(async (process) => {
      const inside = insidePidOf(await readFile(`/proc/${process.pid}/status`, 'utf8').catch(() => ''));
      return inside === undefined ? [] : [[process.pid, inside] as const];
    }),
  );
  return {
    files: new Map(contents.flat()),
    status,
    idMap: parseIdMap(users),
    insidePids: new Map(numbers.flat()),
    source: 'proc',
  };
}
