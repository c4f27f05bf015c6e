import { msg, type Message } from '../message';
import type { capabilityNames } from './capabilities';

type CapabilityName = (typeof capabilityNames)[number];

/** What a capability lets its holder do, in one sentence (capabilities(7)). */
export const capabilityMeanings: Readonly<Record<CapabilityName, Message>> = {
  CHOWN: msg('Gives files to another user or group.'),
  DAC_OVERRIDE: msg('Reads, writes and runs files whatever their permissions say.'),
  DAC_READ_SEARCH: msg('Reads every file and folder whatever their permissions say.'),
  FOWNER: msg('Changes permissions and times of files that belong to others.'),
  FSETID: msg('Keeps the set-user-ID bit of a file while changing it.'),
  KILL: msg('Sends signals to processes of other users.'),
  SETGID: msg('Takes on any group.'),
  SETUID: msg('Takes on any user, so that a program started as root can become another user.'),
  SETPCAP: msg('Hands capabilities on, and drops them for good.'),
  LINUX_IMMUTABLE: msg('Marks files so that nobody can change or delete them, and takes the mark away.'),
  NET_BIND_SERVICE: msg('Listens on ports below 1024.'),
  NET_BROADCAST: msg('Sends to all machines of a network at once; the kernel does not check it today.'),
  NET_ADMIN: msg('Changes interfaces, routes and firewall rules of its network namespace.'),
  NET_RAW: msg('Makes raw packets, as ping does, and forged ones just as well.'),
  IPC_LOCK: msg('Keeps memory from being swapped out.'),
  IPC_OWNER: msg('Uses shared memory of others whatever its permissions say.'),
  SYS_MODULE: msg('Loads code into the host’s kernel: whoever may do that owns the machine.'),
  SYS_RAWIO: msg('Reaches devices and memory of the machine directly.'),
  SYS_CHROOT: msg('Changes its root folder, and enters mount namespaces.'),
  SYS_PTRACE: msg('Reads and changes the memory of other processes.'),
  SYS_PACCT: msg('Turns the record of ended processes on and off.'),
  SYS_ADMIN: msg('Mounts, enters namespaces and much more: nearly all of root’s power.'),
  SYS_BOOT: msg('Restarts the machine, or, in a pid namespace of its own, ends the container.'),
  SYS_NICE: msg('Gives processes a higher priority and chooses their CPUs.'),
  SYS_RESOURCE: msg('Goes beyond limits of a process (ulimits), not beyond those of the control group.'),
  SYS_TIME: msg('Sets the clock, which no namespace holds apart: that of the whole machine.'),
  SYS_TTY_CONFIG: msg('Configures the machine’s virtual terminals.'),
  MKNOD: msg('Makes device files; the control group decides whether they can be used.'),
  LEASE: msg('Asks to be told before others open a file.'),
  AUDIT_WRITE: msg('Writes to the kernel’s audit log, as programs for logging in do.'),
  AUDIT_CONTROL: msg('Turns the kernel’s audit on and off and changes its rules.'),
  SETFCAP: msg('Gives files capabilities that whoever starts them gets.'),
  MAC_OVERRIDE: msg('Goes past the rules of Smack, a security module.'),
  MAC_ADMIN: msg('Changes the rules of the security module.'),
  SYSLOG: msg('Reads the kernel’s log and sees its addresses.'),
  WAKE_ALARM: msg('Sets timers that wake the machine from sleep.'),
  BLOCK_SUSPEND: msg('Keeps the machine from going to sleep.'),
  AUDIT_READ: msg('Reads the kernel’s audit log.'),
  PERFMON: msg('Measures programs and the kernel with their counters.'),
  BPF: msg('Loads small programs (BPF) that run in the host’s kernel.'),
  CHECKPOINT_RESTORE: msg('Freezes processes into files and continues them from there.'),
};

/** The same for a name as the kernel or a declaration gives it; undefined for one that is not known here. */
export function capabilityMeaning(name: string): Message | undefined {
  return Object.hasOwn(capabilityMeanings, name) ? capabilityMeanings[name as CapabilityName] : undefined;
}
