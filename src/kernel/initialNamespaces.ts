import type { NamespaceInodes } from './namespaceTypes';

/**
 * Inodes of the namespaces that the kernel makes at boot (linux/proc_ns.h). The numbers of net and mnt
 * are fixed on recent kernels only, and on older ones another namespace may have them: they are no
 * constants here but learned from a reference (see `namespaceReference`).
 */
export const initialNamespaces = {
  time: 4026531834,
  cgroup: 4026531835,
  pid: 4026531836,
  user: 4026531837,
  uts: 4026531838,
  ipc: 4026531839,
} as const satisfies NamespaceInodes;

/** First kernel where net and mnt have fixed numbers too (seen on 6.18). */
const fixedNetAndMnt = { since: [6, 18], net: 4026531833, mnt: 4026531832 } as const;

/** Inodes known to be the kernel's initial namespaces on a kernel of this release (`uname -r`). */
export function initialInodes(kernelRelease: string): NamespaceInodes {
  const [major = 0, minor = 0] = kernelRelease.split('.').map((part) => Number.parseInt(part, 10));
  const [sinceMajor, sinceMinor] = fixedNetAndMnt.since;
  const recent = major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
  return recent
    ? { ...initialNamespaces, net: fixedNetAndMnt.net, mnt: fixedNetAndMnt.mnt }
    : initialNamespaces;
}
