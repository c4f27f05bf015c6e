import type { TopAnswer } from '../engine/port';
import { namespaceTypes, type NamespaceInodes, type NamespaceType } from './namespaceTypes';

/** A process of a container, with the numbers that the engine's host gives it. */
export interface ContainerProcess {
  readonly pid: number;
  /** Its number in the container, where that is known for certain. */
  readonly insidePid?: number;
  readonly parentPid: number;
  readonly user: string;
  readonly command: string;
  readonly namespaces: NamespaceInodes;
}

/** Columns of procps' `ps` for each namespace type. */
export const namespaceColumns: Readonly<Record<NamespaceType, string>> = {
  mnt: 'mntns',
  pid: 'pidns',
  net: 'netns',
  ipc: 'ipcns',
  uts: 'utsns',
  user: 'userns',
  cgroup: 'cgroupns',
  time: 'timens',
};

const titles: Readonly<Record<NamespaceType, string>> = {
  mnt: 'MNTNS',
  pid: 'PIDNS',
  net: 'NETNS',
  ipc: 'IPCNS',
  uts: 'UTSNS',
  user: 'USERNS',
  cgroup: 'CGROUPNS',
  time: 'TIMENS',
};

/**
 * The rows of a `top` answer. A namespace is absent where its column is, or where `ps` could not read it
 * and wrote `-`. Rows without a pid are left out.
 */
export function parseTop(answer: TopAnswer): readonly ContainerProcess[] {
  const processes = readRows(answer);
  if (!answer.titles.includes('HPID')) return processes;
  // Podman names parents by their number inside.
  const outside = new Map(processes.map(({ pid, insidePid }) => [insidePid, pid]));
  return processes.map((process) => ({ ...process, parentPid: outside.get(process.parentPid) ?? 0 }));
}

function readRows(answer: TopAnswer): readonly ContainerProcess[] {
  const column = new Map(answer.titles.map((title, index) => [title.toUpperCase(), index]));
  const cell = (row: readonly string[], ...names: string[]): string => {
    for (const name of names) {
      const index = column.get(name);
      const value = index === undefined ? undefined : row[index];
      if (value !== undefined) return value.trim();
    }
    return '';
  };
  return answer.processes.flatMap((row) => {
    const pid = wholeNumber(cell(row, 'HPID', 'PID'));
    if (pid === undefined) return [];
    const insidePid = column.has('HPID') ? wholeNumber(cell(row, 'PID')) : undefined;
    const namespaces: Partial<Record<NamespaceType, number>> = {};
    for (const type of namespaceTypes) {
      const inode = wholeNumber(cell(row, titles[type]));
      if (inode !== undefined && inode > 0) namespaces[type] = inode;
    }
    return [
      {
        pid,
        ...(insidePid !== undefined && { insidePid }),
        parentPid: wholeNumber(cell(row, 'PPID')) ?? 0,
        user: cell(row, 'HUSER', 'USER', 'UID'),
        command: cell(row, 'COMMAND', 'CMD', 'ARGS'),
        namespaces,
      },
    ];
  });
}

function wholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
