import { readerIntroduction, withoutReadersInside } from './readers';

/**
 * The files of a container's cgroup that Unboxed reads, by their name below the cgroup, and on v1 the
 * controller whose hierarchy holds them (cgroup-v2.rst and cgroup-v1/ of the kernel's documentation).
 */
export const cgroupFilesV2 = [
  'memory.max',
  'memory.swap.max',
  'memory.low',
  'memory.current',
  'memory.events',
  'cpu.max',
  'cpu.weight',
  'cpu.stat',
  'cpuset.cpus',
  'cpuset.mems',
  'cpuset.cpus.effective',
  'cpuset.mems.effective',
  'pids.max',
  'pids.current',
  'pids.events',
  'io.max',
  'io.weight',
  'io.bfq.weight',
] as const;

export const cgroupFilesV1: Readonly<Record<string, readonly string[]>> = {
  memory: [
    'memory.limit_in_bytes',
    'memory.memsw.limit_in_bytes',
    'memory.soft_limit_in_bytes',
    'memory.usage_in_bytes',
    'memory.failcnt',
    'memory.oom_control',
  ],
  cpu: ['cpu.cfs_quota_us', 'cpu.cfs_period_us', 'cpu.shares', 'cpu.stat'],
  cpuset: ['cpuset.cpus', 'cpuset.mems', 'cpuset.effective_cpus', 'cpuset.effective_mems'],
  pids: ['pids.max', 'pids.current', 'pids.events'],
  blkio: [
    'blkio.weight',
    'blkio.throttle.read_bps_device',
    'blkio.throttle.write_bps_device',
    'blkio.throttle.read_iops_device',
    'blkio.throttle.write_iops_device',
  ],
};

/** Where a process stands in the cgroup hierarchies, from `/proc/PID/cgroup`. */
export interface CgroupPaths {
  /** Path in the unified hierarchy; undefined where there is none. */
  readonly unified: string | undefined;
  /** v1 controller → path in its hierarchy. */
  readonly controllers: ReadonlyMap<string, string>;
}

export function parseProcCgroup(text: string): CgroupPaths {
  const controllers = new Map<string, string>();
  let unified: string | undefined;
  for (const line of text.split('\n')) {
    const [hierarchy, names, ...rest] = line.split(':');
    const path = rest.join(':');
    if (names === undefined || path === '') continue;
    if (hierarchy === '0' && names === '') unified = path;
    else for (const name of names.split(',')) controllers.set(name, path);
  }
  return { unified, controllers };
}

/**
 * The part of a process's cgroup path that is the group of container `id`: the process may stand in a group below
 * it. Undefined where no part names the container, as under a rootless engine that hands its own group on to all.
 */
export function containerGroup(path: string | undefined, id: string): string | undefined {
  const parts = path?.split('/') ?? [];
  const last = id === '' ? -1 : parts.findLastIndex((part) => part.includes(id));
  return last < 0 ? undefined : parts.slice(0, last + 1).join('/');
}

/**
 * A script for the container's own `sh` (nothing else is needed in the image) that writes the cgroup files,
 * the status of the main process and the processes, each line as `kind<TAB>name<TAB>line`. On v2 with the
 * host's cgroup namespace the container's cgroup lies deeper than the mount's root. `cgroups` is the version,
 * or undefined where the container has none of its own: the files in it would be those of the whole host.
 */
export function insideScript(cgroups: 1 | 2 | undefined, mainPid: string): string {
  const show = [
    readerIntroduction,
    // Written out, since a command that makes one needs a process, which a pids limit may refuse.
    'tab="\t"',
    'show() { if [ -r "$3" ]; then while IFS= read -r l || [ -n "$l" ]; do echo "$1$tab$2$tab$l"; done < "$3"; fi; } 2>/dev/null',
    'base=/sys/fs/cgroup',
  ];
  const files =
    cgroups === undefined
      ? []
      : cgroups === 2
        ? [
            'dir=$base',
            'if [ ! -e $base/memory.max ] && [ ! -e $base/pids.max ]; then while IFS= read -r l; do case $l in 0::*) dir=$base${l#0::};; esac; done < /proc/self/cgroup; fi',
            `for f in ${cgroupFilesV2.join(' ')}; do show cgroup $f "$dir/$f"; done`,
          ]
        : Object.entries(cgroupFilesV1).map(
            ([controller, names]) =>
              `for f in ${names.join(' ')}; do show cgroup $f $base/${controller}/$f; done`,
          );
  return [
    ...show,
    ...files,
    `show status main /proc/${mainPid}/status`,
    'show users main /proc/self/uid_map',
    'echo "self$tab$tab$$"',
    'for p in /proc/[0-9]*; do show process "${p#/proc/}" "$p/stat"; done',
  ].join('\n');
}

/** What `insideScript` wrote. */
export interface InsideReading {
  /** cgroup file → its content, without the last newline. */
  readonly files: ReadonlyMap<string, string>;
  /** `/proc/PID/status` of the main process, empty when it was not read. */
  readonly status: string;
  /** `/proc/PID/uid_map`, empty when it was not read. */
  readonly users: string;
  /** Processes as the container numbers them, without the script's own. */
  readonly processes: readonly InsideProcess[];
}

export interface InsideProcess {
  readonly pid: number;
  readonly parentPid: number;
  /** At most 15 characters: what the kernel calls `comm`. */
  readonly command: string;
}

export function parseInside(output: string): InsideReading {
  const files = new Map<string, string>();
  const status: string[] = [];
  const users: string[] = [];
  const processes: InsideProcess[] = [];
  let self = 0;
  for (const line of output.split('\n')) {
    const [kind, name = '', ...rest] = line.split('\t');
    const text = rest.join('\t');
    if (kind === 'cgroup') files.set(name, files.has(name) ? `${files.get(name) ?? ''}\n${text}` : text);
    else if (kind === 'status') status.push(text);
    else if (kind === 'users') users.push(text);
    else if (kind === 'self') self = Number.parseInt(text, 10);
    else if (kind === 'process') processes.push(...parseStat(text));
  }
  return {
    files,
    status: status.join('\n'),
    users: users.join('\n'),
    processes: withoutReadersInside(
      processes.filter(({ pid, parentPid }) => pid !== self && parentPid !== self),
    ),
  };
}

/** `/proc/PID/stat`: the name stands in parentheses and may hold spaces and parentheses itself. */
export function parseStat(text: string): readonly InsideProcess[] {
  const match = /^(\d+) \((.*)\) \S (\d+)/s.exec(text);
  return match === null
    ? []
    : [{ pid: Number(match[1]), command: match[2] ?? '', parentPid: Number(match[3]) }];
}
