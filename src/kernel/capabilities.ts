/** Capabilities by their bit, as linux/capability.h numbers them (CAP_ left out). */
export const capabilityNames = [
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETUID',
  'SETPCAP',
  'LINUX_IMMUTABLE',
  'NET_BIND_SERVICE',
  'NET_BROADCAST',
  'NET_ADMIN',
  'NET_RAW',
  'IPC_LOCK',
  'IPC_OWNER',
  'SYS_MODULE',
  'SYS_RAWIO',
  'SYS_CHROOT',
  'SYS_PTRACE',
  'SYS_PACCT',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_NICE',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'MKNOD',
  'LEASE',
  'AUDIT_WRITE',
  'AUDIT_CONTROL',
  'SETFCAP',
  'MAC_OVERRIDE',
  'MAC_ADMIN',
  'SYSLOG',
  'WAKE_ALARM',
  'BLOCK_SUSPEND',
  'AUDIT_READ',
  'PERFMON',
  'BPF',
  'CHECKPOINT_RESTORE',
] as const;

/** What Docker leaves to a container that asks for nothing (moby/profiles, the same since 2013). */
export const defaultCapabilities: readonly string[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

export interface CapabilitySet {
  /** All that the container has, sorted. */
  readonly kept: readonly string[];
  /** Of the default, what it does not have. */
  readonly dropped: readonly string[];
  /** Beyond the default. */
  readonly added: readonly string[];
}

/** What `--cap-add`, `--cap-drop` and `--privileged` ask for. Dropping is done after adding all, as Docker does. */
export function declaredCapabilities(config: {
  readonly privileged: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
}): CapabilitySet {
  const add = config.capAdd.map(bareName);
  const drop = config.capDrop.map(bareName);
  if (config.privileged) return capabilitySet(capabilityNames);
  const start = add.includes('ALL')
    ? [...capabilityNames]
    : drop.includes('ALL')
      ? []
      : defaultCapabilities.filter((name) => !drop.includes(name));
  const kept = new Set<string>([...start, ...add.filter((name) => name !== 'ALL')]);
  if (add.includes('ALL')) for (const name of drop) kept.delete(name);
  return capabilitySet([...kept]);
}

/** The set behind a hexadecimal mask, such as `CapBnd` of /proc/PID/status. */
export function decodeCapabilities(mask: string): CapabilitySet {
  const bits = BigInt(`0x${mask}`);
  return capabilitySet(capabilityNames.filter((_, bit) => ((bits >> BigInt(bit)) & 1n) === 1n));
}

function capabilitySet(names: readonly string[]): CapabilitySet {
  const kept = [...names].sort();
  return {
    kept,
    dropped: defaultCapabilities.filter((name) => !kept.includes(name)),
    added: kept.filter((name) => !defaultCapabilities.includes(name)),
  };
}

function bareName(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}
