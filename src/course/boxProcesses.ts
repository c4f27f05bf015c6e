import type { NamespaceType } from '../kernel/namespaceTypes';

/** Namespaces that one may give a process of one's own, as the script prints them. */
const printed = ['user', 'uts', 'ipc', 'net', 'mnt', 'pid'] as const satisfies readonly NamespaceType[];
export type BoxNamespace = (typeof printed)[number];

/** A process: its root folder, the inodes of its namespaces, and its cgroup. */
export interface BoxProcess {
  readonly pid: string;
  readonly root: string;
  readonly namespaces: Readonly<Record<BoxNamespace, string>>;
  /** Path in the hierarchy that counts processes: of the pids controller on cgroup v1. */
  readonly cgroup: string;
}

/**
 * Shell commands that print one line a process of `folders` (words for the shell such as `/proc/[0-9]*`), the
 * first one being what the others are compared with. See proc_pid_ns(5) and cgroups(7) for the files.
 */
export function listProcesses(folders: string): string {
  const inodes = printed.map((type) => `$(readlink $p/ns/${type})`).join(' ');
  const cgroup = `$(sed -n 's/^[0-9]*:\\(pids\\)*:\\(.*\\)$/\\2/p' $p/cgroup | head -n 1)`;
  return `for p in ${folders}; do echo "\${p#/proc/} $(readlink $p/root) ${inodes} ${cgroup}"; done 2>/dev/null`;
}

/** Lines that could be read whole; a process that ended meanwhile leaves gaps. */
export function parseProcesses(text: string): BoxProcess[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\S+) (\/\S*) (user:\S+) (uts:\S+) (ipc:\S+) (net:\S+) (mnt:\S+) (pid:\S+) (\/.*)$/.exec(
      line,
    );
    if (!match) return [];
    const [
      ,
      number = '',
      root = '',
      user = '',
      uts = '',
      ipc = '',
      net = '',
      mnt = '',
      pid = '',
      cgroup = '',
    ] = match;
    return [{ pid: number, root, namespaces: { user, uts, ipc, net, mnt, pid }, cgroup }];
  });
}

/** What one process has for itself, compared with the first of the list. */
export interface BoxedProcess {
  readonly process: BoxProcess;
  readonly ownRoot: boolean;
  readonly ownCgroup: boolean;
  readonly own: readonly BoxNamespace[];
}

/** The process that has most for itself, and something at all. */
export function mostBoxed(
  [first, ...others]: readonly BoxProcess[],
  wanted: readonly BoxNamespace[],
): BoxedProcess | undefined {
  if (!first) return undefined;
  const count = ({ own, ownRoot, ownCgroup }: BoxedProcess) =>
    own.length + Number(ownRoot) + Number(ownCgroup);
  return others
    .map((process) => ({
      process,
      ownRoot: process.root !== first.root,
      ownCgroup: process.cgroup !== first.cgroup,
      own: wanted.filter((type) => process.namespaces[type] !== first.namespaces[type]),
    }))
    .filter(({ own, ownRoot }) => ownRoot || own.length > 0)
    .sort((a, b) => count(b) - count(a))[0];
}
