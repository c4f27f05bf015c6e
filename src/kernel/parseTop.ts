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
    const pid = wholeNumber(cell(row, 'PID'));
    if (pid === undefined) return [];
    const namespaces: Partial<Record<NamespaceType, number>> = {};
    for (const type of namespaceTypes) {
      const inode = wholeNumber(cell(row, titles[type]));
      if (inode !== undefined && inode > 0) namespaces[type] = inode;
    }
    return [
      {
        pid,
        parentPid: wholeNumber(cell(row, 'PPID')) ?? 0,
        user: cell(row, 'USER', 'UID'),
        command: cell(row, 'COMMAND', 'CMD', 'ARGS'),
        namespaces,
      },
    ];
  });
}

function wholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
