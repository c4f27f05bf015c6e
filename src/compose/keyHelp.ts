import type { ChapterId } from '../chapterId';
import { msg, type Message } from '../message';
import { innerKeyHelp, topKeyHelp } from './innerKeyHelp';
import { rareKeyHelp } from './rareKeyHelp';

/** A key of a compose file in a learner's words. */
export interface KeyHelp {
  readonly what: Message;
  /** What the kernel does underneath, where the key ends there. */
  readonly kernel?: Message;
  /** The chapter of the course that teaches it. */
  readonly chapter: ChapterId;
}

const help: Readonly<Record<string, KeyHelp>> = {
  image: {
    what: msg('The image from which the container’s root filesystem is made: a stack of read-only layers.'),
    kernel: msg(
      'An overlay mount: the layers below, one writable layer on top that goes with the container.',
    ),
    chapter: 'whyDocker',
  },
  build: { what: msg('Makes the image from a Dockerfile instead of fetching it.'), chapter: 'whyDocker' },
  command: {
    what: msg('The program that is started, in place of the image’s own.'),
    kernel: msg(
      'execve of process number 1 in the container’s PID namespace: when it ends, the container ends.',
    ),
    chapter: 'definition',
  },
  entrypoint: {
    what: msg('What is always started; `command` becomes its arguments.'),
    kernel: msg(
      'execve of process number 1 in the container’s PID namespace: when it ends, the container ends.',
    ),
    chapter: 'definition',
  },
  environment: {
    what: msg(
      'Variables that the container’s first process gets. Whoever may look at the container reads them.',
    ),
    kernel: msg('They stand in /proc/PID/environ of the process.'),
    chapter: 'pad',
  },
  env_file: {
    what: msg(
      'A file of variables for the container’s first process. It is not the `.env` from which this file takes its own `${…}`.',
    ),
    chapter: 'infrastructureAsCode',
  },
  ports: {
    what: msg(
      'Opens a port of this machine and leads to one in the container. Without an address in front it is open on every network that this machine is on.',
    ),
    kernel: msg('A DNAT rule of netfilter, or a process that listens on the host and passes on.'),
    chapter: 'pad',
  },
  expose: {
    what: msg('Only says which port the program uses. Services of one network reach each other without it.'),
    chapter: 'pad',
  },
  volumes: {
    what: msg('What outlives the container, or comes from this machine, mounted into its filesystem.'),
    kernel: msg('A bind mount in the container’s own mount namespace.'),
    chapter: 'whyDocker',
  },
  networks: {
    what: msg('The networks that the service joins; on them it is reached by its name.'),
    kernel: msg('A veth pair: one end in the container’s network namespace, the other on a bridge.'),
    chapter: 'origins',
  },
  network_mode: {
    what: msg(
      '`host` takes the machine’s network itself, `service:NAME` that of another service, `none` nothing but loopback.',
    ),
    kernel: msg('Which network namespace the process is put into.'),
    chapter: 'origins',
  },
  depends_on: {
    what: msg(
      'Starts those services first. It waits until they answer only with `condition: service_healthy`.',
    ),
    chapter: 'infrastructureAsCode',
  },
  restart: {
    what: msg('Whether the container is started again after its process has ended.'),
    chapter: 'infrastructureAsCode',
  },
  privileged: {
    what: msg('Takes nearly every fence away: all capabilities, all devices, no seccomp or AppArmor.'),
    kernel: msg('CapEff of the process is full, and its cgroup may use every device.'),
    chapter: 'definition',
  },
  cap_add: {
    what: msg('Gives single rights of root that a container does not have by default.'),
    kernel: msg('Bits of CapBnd, CapPrm and CapEff in /proc/PID/status.'),
    chapter: 'definition',
  },
  cap_drop: {
    what: msg('Takes single rights of root away; `ALL` takes them all.'),
    kernel: msg('Bits of CapBnd, CapPrm and CapEff in /proc/PID/status.'),
    chapter: 'definition',
  },
  security_opt: {
    what: msg('Seccomp, AppArmor, SELinux and `no-new-privileges`: further fences around the process.'),
    kernel: msg('Seccomp and NoNewPrivs in /proc/PID/status, the profile in /proc/PID/attr/current.'),
    chapter: 'definition',
  },
  read_only: {
    what: msg('The container’s root filesystem cannot be written; volumes and tmpfs can.'),
    kernel: msg('The root is mounted with the flag ro.'),
    chapter: 'definition',
  },
  user: {
    what: msg(
      'As whom the program runs. Root in the container is root of the machine, unless user namespaces are in use.',
    ),
    kernel: msg('The Uid line of /proc/PID/status, seen through the user namespace.'),
    chapter: 'definition',
  },
  pid: {
    what: msg('`host` lets the container see and signal every process of the machine.'),
    kernel: msg('Which PID namespace the process is put into.'),
    chapter: 'origins',
  },
  ipc: {
    what: msg('With whom shared memory and semaphores are shared.'),
    kernel: msg('Which IPC namespace the process is put into.'),
    chapter: 'origins',
  },
  uts: {
    what: msg('`host` shares the name of the machine.'),
    kernel: msg('Which UTS namespace the process is put into.'),
    chapter: 'origins',
  },
  userns_mode: {
    what: msg('`host` leaves the container out of user namespaces: its root is the machine’s.'),
    kernel: msg('/proc/PID/uid_map says who root in the container is outside.'),
    chapter: 'origins',
  },
  cgroup: {
    what: msg('`host` shows the container the machine’s whole tree of cgroups, `private` only its own.'),
    kernel: msg('Which cgroup namespace the process is put into.'),
    chapter: 'origins',
  },
  hostname: {
    what: msg('The name that the container has for itself.'),
    kernel: msg('The nodename in its own UTS namespace.'),
    chapter: 'origins',
  },
  mem_limit: {
    what: msg(
      'The most memory that all processes of the container may use together. Beyond it the kernel kills one of them (exit code 137).',
    ),
    kernel: msg('memory.max of its cgroup (v2), memory.limit_in_bytes (v1).'),
    chapter: 'forkBomb',
  },
  mem_reservation: {
    what: msg('What the container keeps when memory gets short on the machine.'),
    kernel: msg('memory.low of its cgroup (v2), memory.soft_limit_in_bytes (v1).'),
    chapter: 'forkBomb',
  },
  memswap_limit: {
    what: msg('Memory and swap together.'),
    kernel: msg(
      'memory.swap.max holds the difference to the memory (v2); memory.memsw.limit_in_bytes the sum (v1).',
    ),
    chapter: 'forkBomb',
  },
  cpus: {
    what: msg('How much processor time the container may use: 0.5 is half of one core.'),
    kernel: msg('cpu.max of its cgroup: microseconds of quota and period (v2); cpu.cfs_quota_us (v1).'),
    chapter: 'forkBomb',
  },
  cpu_shares: {
    what: msg('Its share when several containers want more than there is.'),
    kernel: msg('cpu.weight of its cgroup (v2), cpu.shares (v1).'),
    chapter: 'forkBomb',
  },
  cpuset: {
    what: msg('The cores on which it may run.'),
    kernel: msg('cpuset.cpus of its cgroup.'),
    chapter: 'forkBomb',
  },
  pids_limit: {
    what: msg('The most processes and threads that it may have: what stops a fork bomb.'),
    kernel: msg('pids.max of its cgroup.'),
    chapter: 'forkBomb',
  },
  ulimits: {
    what: msg(
      'Limits of each single process, not of the container: `nproc` counts a user’s processes on the whole machine.',
    ),
    kernel: msg('/proc/PID/limits.'),
    chapter: 'forkBomb',
  },
  tmpfs: {
    what: msg('A folder in memory: quick, and gone with the container.'),
    kernel: msg('A tmpfs mount; what is in it counts as the container’s memory.'),
    chapter: 'forkBomb',
  },
  devices: {
    what: msg('Devices of the machine that the container may use.'),
    kernel: msg('A node in its /dev, and leave in its cgroup’s device filter.'),
    chapter: 'definition',
  },
  healthcheck: {
    what: msg(
      'A command that is run in the container from time to time: it says whether the service really works.',
    ),
    chapter: 'infrastructureAsCode',
  },
  profiles: {
    what: msg('The service starts only when one of these profiles is chosen.'),
    chapter: 'infrastructureAsCode',
  },
  secrets: {
    what: msg('Files under /run/secrets, for what should not stand in variables.'),
    chapter: 'infrastructureAsCode',
  },
  configs: {
    what: msg('Files of settings that are put into the container.'),
    chapter: 'infrastructureAsCode',
  },
  deploy: {
    what: msg('How many copies run, and with which limits (`resources`).'),
    chapter: 'infrastructureAsCode',
  },
  labels: {
    what: msg('Words for other programs; Compose itself marks its containers so.'),
    chapter: 'infrastructureAsCode',
  },
  extends: { what: msg('Takes over what another service says.'), chapter: 'infrastructureAsCode' },
  init: {
    what: msg('Puts a small process number 1 in front, which collects ended children and passes signals on.'),
    kernel: msg(
      'Process number 1 of a PID namespace inherits orphans, and ignores signals that it has no handler for.',
    ),
    chapter: 'definition',
  },
  stop_grace_period: { what: msg('How long a stop waits after SIGTERM before SIGKILL.'), chapter: 'pad' },
  sysctls: {
    what: msg('Settings of the kernel for this container alone.'),
    kernel: msg('Only those of /proc/sys that belong to its namespaces.'),
    chapter: 'definition',
  },
  runtime: {
    what: msg('The program that makes the container, such as runc.'),
    kernel: msg('It calls clone with the CLONE_NEW… flags, writes the cgroup files and does execve.'),
    chapter: 'runtimes',
  },
};

/**
 * What a key means, by the keys that lead to it; undefined for one that is not explained. Under `x-…` stand pieces of
 * services.
 */
export function keyHelp(path: readonly string[]): KeyHelp | undefined {
  const [top = '', ...below] = path;
  if (below.length === 0) return own(topKeyHelp, top);
  const inService = top === 'services' ? below.slice(1) : top.startsWith('x-') ? below : [];
  const [key = '', ...deeper] = inService;
  if (deeper.length > 0) return own(innerKeyHelp, inService.join('.'));
  return own(help, key) ?? own(rareKeyHelp, key);
}

const own = (all: Readonly<Record<string, KeyHelp>>, key: string): KeyHelp | undefined =>
  Object.hasOwn(all, key) ? all[key] : undefined;
