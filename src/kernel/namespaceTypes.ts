/** The eight namespace types of Linux, in the order in which the views show them (namespaces(7)). */
export const namespaceTypes = ['mnt', 'pid', 'net', 'ipc', 'uts', 'user', 'cgroup', 'time'] as const;
export type NamespaceType = (typeof namespaceTypes)[number];

/** Inode numbers as seen in `/proc/PID/ns/*`, which name a namespace: same type and inode, same namespace. */
export type NamespaceInodes = Readonly<Partial<Record<NamespaceType, number>>>;
