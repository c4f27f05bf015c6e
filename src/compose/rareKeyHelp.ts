import { msg } from '../message';
import type { KeyHelp } from './keyHelp';

/** Keys of a service that are met less often. */
export const rareKeyHelp: Readonly<Record<string, KeyHelp>> = {
  annotations: {
    what: msg('Words for the program that makes the container; no other reads them.'),
    chapter: 'runtimes',
  },
  attach: { what: msg('Whether `docker compose up` shows what the service writes.'), chapter: 'pad' },
  blkio_config: {
    what: msg('How much the container may read from and write to disks, and its share of them.'),
    kernel: msg('io.max and io.weight of its cgroup (v2), the files of blkio (v1).'),
    chapter: 'forkBomb',
  },
  cgroup_parent: {
    what: msg('Under which cgroup the container’s own one is made: its limits hold for all below it.'),
    kernel: msg('The path in /proc/PID/cgroup begins with it.'),
    chapter: 'forkBomb',
  },
  container_name: {
    what: msg('One fixed name: the service can then not be started twice.'),
    chapter: 'pad',
  },
  cpu_count: { what: msg('How many processors a container on Windows may use.'), chapter: 'forkBomb' },
  cpu_percent: {
    what: msg('Which part of the processors a container on Windows may use.'),
    chapter: 'forkBomb',
  },
  cpu_period: {
    what: msg('The length of time in which the container may use its `cpu_quota`, in microseconds.'),
    kernel: msg('The second number of cpu.max (v2), cpu.cfs_period_us (v1).'),
    chapter: 'forkBomb',
  },
  cpu_quota: {
    what: msg(
      'How many microseconds of processor time it may use in each `cpu_period`. `cpus` says the same in cores.',
    ),
    kernel: msg('The first number of cpu.max (v2), cpu.cfs_quota_us (v1).'),
    chapter: 'forkBomb',
  },
  cpu_rt_period: {
    what: msg('The length of time for `cpu_rt_runtime`, in microseconds.'),
    kernel: msg('cpu.rt_period_us of its cgroup (v1 only).'),
    chapter: 'forkBomb',
  },
  cpu_rt_runtime: {
    what: msg('How long processes that run in real time may keep the processor, in microseconds.'),
    kernel: msg('cpu.rt_runtime_us of its cgroup (v1 only).'),
    chapter: 'forkBomb',
  },
  credential_spec: {
    what: msg('The account of a domain for a container on Windows.'),
    chapter: 'definition',
  },
  develop: {
    what: msg('What `docker compose watch` does when files change: copy, build anew, restart.'),
    chapter: 'devops',
  },
  device_cgroup_rules: {
    what: msg('Which kinds of devices the container may make and use.'),
    kernel: msg('A filter program at its cgroup (v2), devices.allow (v1).'),
    chapter: 'definition',
  },
  dns: {
    what: msg('The servers that are asked for names that Docker itself does not know.'),
    kernel: msg('/etc/resolv.conf in the container’s mount namespace.'),
    chapter: 'pad',
  },
  dns_opt: {
    what: msg('Options for looking up names.'),
    kernel: msg('/etc/resolv.conf in the container’s mount namespace.'),
    chapter: 'pad',
  },
  dns_search: {
    what: msg('Endings that are tried for names without a dot.'),
    kernel: msg('/etc/resolv.conf in the container’s mount namespace.'),
    chapter: 'pad',
  },
  domainname: {
    what: msg('The domain that the container has for itself.'),
    kernel: msg('The domainname in its own UTS namespace.'),
    chapter: 'origins',
  },
  external_links: { what: msg('An older way to reach containers outside of this file.'), chapter: 'origins' },
  extra_hosts: {
    what: msg('Names with fixed addresses. `host.docker.internal:host-gateway` leads to this machine.'),
    kernel: msg('/etc/hosts in the container’s mount namespace.'),
    chapter: 'pad',
  },
  gpus: {
    what: msg('Graphics processors that the container may use.'),
    kernel: msg('Nodes in its /dev, and leave in its cgroup’s device filter.'),
    chapter: 'definition',
  },
  group_add: {
    what: msg('Further groups to which the program’s user belongs.'),
    kernel: msg('The Groups line of /proc/PID/status.'),
    chapter: 'definition',
  },
  isolation: { what: msg('How a container on Windows is kept apart.'), chapter: 'definition' },
  label_file: { what: msg('A file of labels.'), chapter: 'infrastructureAsCode' },
  links: {
    what: msg('An older way to name other services. Services of one network reach each other without it.'),
    chapter: 'origins',
  },
  logging: {
    what: msg(
      'Where what the program writes is kept, and how much of it. By default without a limit, on this machine’s disk.',
    ),
    chapter: 'pad',
  },
  mac_address: {
    what: msg('The hardware address of the container’s end of its network cable.'),
    kernel: msg('The address of eth0 in its network namespace.'),
    chapter: 'definition',
  },
  mem_swappiness: {
    what: msg('How readily the container’s memory is moved to swap: 0 to 100.'),
    kernel: msg('memory.swappiness of its cgroup (v1 only).'),
    chapter: 'forkBomb',
  },
  models: { what: msg('Language models that the service asks.'), chapter: 'infrastructureAsCode' },
  oom_kill_disable: {
    what: msg('At its limit the container waits for memory instead of being killed, perhaps for ever.'),
    kernel: msg('memory.oom_control of its cgroup (v1 only).'),
    chapter: 'forkBomb',
  },
  oom_score_adj: {
    what: msg('Who is killed first when memory runs out on the whole machine: -1000 (never) to 1000.'),
    kernel: msg('/proc/PID/oom_score_adj.'),
    chapter: 'forkBomb',
  },
  platform: { what: msg('The system and processor that the image must be made for.'), chapter: 'containers' },
  post_start: { what: msg('Commands that run in the container right after its start.'), chapter: 'pad' },
  pre_start: {
    what: msg(
      'Containers that run to their end, one after the other, before this one starts. For this, Compose 5.3 or newer is needed.',
    ),
    chapter: 'pad',
  },
  pre_stop: { what: msg('Commands that run in the container right before it is stopped.'), chapter: 'pad' },
  provider: {
    what: msg('A program on this machine that stands in for a container.'),
    chapter: 'infrastructureAsCode',
  },
  pull_policy: {
    what: msg('When the image is fetched: `always`, `missing`, `never`, `build`.'),
    chapter: 'containers',
  },
  pull_refresh_after: {
    what: msg('How old an image may be before it is fetched anew.'),
    chapter: 'containers',
  },
  scale: { what: msg('How many containers are started for the service.'), chapter: 'infrastructureAsCode' },
  shm_size: {
    what: msg('The size of /dev/shm, memory that processes share; 64 MiB by default.'),
    kernel: msg('The size of a tmpfs mount in its mount namespace; what is in it counts as its memory.'),
    chapter: 'forkBomb',
  },
  stdin_open: {
    what: msg('Keeps the program’s input open, as `docker run -i` does.'),
    chapter: 'containers',
  },
  stop_signal: {
    what: msg('The signal that asks the program to end; SIGTERM by default.'),
    kernel: msg(
      'Process number 1 of a PID namespace gets no signal that it has no handler for, SIGKILL from outside apart.',
    ),
    chapter: 'definition',
  },
  storage_opt: {
    what: msg('Options of the storage driver, such as the size of the writable layer.'),
    chapter: 'forkBomb',
  },
  tty: {
    what: msg('Gives the program a terminal, as `docker run -t` does.'),
    kernel: msg('A pseudo-terminal from /dev/pts as its standard input and output.'),
    chapter: 'containers',
  },
  use_api_socket: {
    what: msg('Lets the container give orders to the engine: with them it rules this machine.'),
    chapter: 'definition',
  },
  volumes_from: { what: msg('Mounts all that another service mounts.'), chapter: 'pad' },
  working_dir: {
    what: msg('The folder in which the program starts.'),
    kernel: msg('/proc/PID/cwd of the process.'),
    chapter: 'definition',
  },
};
