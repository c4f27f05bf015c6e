import { msg } from '../message';
import type { KeyHelp } from './keyHelp';

const memory = msg('memory.max of its cgroup (v2), memory.limit_in_bytes (v1).');
const quota = msg('cpu.max of its cgroup: microseconds of quota and period (v2); cpu.cfs_quota_us (v1).');

/** Keys at the top of a file. */
export const topKeyHelp: Readonly<Record<string, KeyHelp>> = {
  services: {
    what: msg('What is to run: of each service one or more containers are made.'),
    kernel: msg('Each container is a group of processes with namespaces and a cgroup of its own.'),
    chapter: 'infrastructureAsCode',
  },
  volumes: {
    what: msg('Folders that Docker keeps for the services. They outlive the containers.'),
    kernel: msg('A folder of this machine, mounted into the containers’ mount namespaces.'),
    chapter: 'whyDocker',
  },
  networks: {
    what: msg('The networks on which services meet. Without any, all of them meet on `default`.'),
    kernel: msg('A bridge of this machine, to which one end of each container’s veth pair is tied.'),
    chapter: 'origins',
  },
  secrets: {
    what: msg('Files that services take as secrets, under /run/secrets.'),
    chapter: 'infrastructureAsCode',
  },
  configs: { what: msg('Files of settings that services take.'), chapter: 'infrastructureAsCode' },
  name: {
    what: msg(
      'The name of the project. It stands in front of the names of its containers, networks and volumes.',
    ),
    chapter: 'infrastructureAsCode',
  },
  include: {
    what: msg('Other compose files that become part of this one.'),
    chapter: 'infrastructureAsCode',
  },
  version: {
    what: msg('Means nothing any more: Compose reads every file by today’s rules.'),
    chapter: 'infrastructureAsCode',
  },
};

/** Keys inside those of a service, by their path. */
export const innerKeyHelp: Readonly<Record<string, KeyHelp>> = {
  'build.args': {
    what: msg('Variables while the image is built. They stand in the image’s history: never a secret.'),
    chapter: 'whyDocker',
  },
  'build.context': { what: msg('The folder whose files the build may use.'), chapter: 'whyDocker' },
  'build.dockerfile': { what: msg('The recipe, as seen from the build’s folder.'), chapter: 'whyDocker' },
  'build.no_cache_filter': {
    what: msg(
      'Stages of the Dockerfile that are built anew each time. For this, Compose 5.0 or newer is needed.',
    ),
    chapter: 'whyDocker',
  },
  'build.provenance': {
    what: msg('Keeps with the image how it was built. For this, Compose 2.39 or newer is needed.'),
    chapter: 'whyDocker',
  },
  'build.sbom': {
    what: msg(
      'Keeps with the image a list of the software in it. For this, Compose 2.39 or newer is needed.',
    ),
    chapter: 'whyDocker',
  },
  'build.target': {
    what: msg('The stage of the Dockerfile at which the build stops.'),
    chapter: 'whyDocker',
  },
  'deploy.replicas': {
    what: msg('How many containers are started for the service.'),
    chapter: 'infrastructureAsCode',
  },
  'deploy.resources': {
    what: msg('What the containers may use at most, and what is kept for them.'),
    chapter: 'forkBomb',
  },
  'deploy.resources.limits.memory': {
    what: msg('The most memory that all processes of the container may use together, as `mem_limit`.'),
    kernel: memory,
    chapter: 'forkBomb',
  },
  'deploy.resources.limits.cpus': {
    what: msg('How much processor time the container may use: 0.5 is half of one core.'),
    kernel: quota,
    chapter: 'forkBomb',
  },
  'deploy.resources.limits.pids': {
    what: msg('The most processes and threads that it may have: what stops a fork bomb.'),
    kernel: msg('pids.max of its cgroup.'),
    chapter: 'forkBomb',
  },
  'deploy.resources.reservations.memory': {
    what: msg('What the container keeps when memory gets short on the machine.'),
    kernel: msg('memory.low of its cgroup (v2), memory.soft_limit_in_bytes (v1).'),
    chapter: 'forkBomb',
  },
  'deploy.resources.reservations.cpus': {
    what: msg(
      'What a swarm counts when it looks for a machine with room. One engine alone does nothing with it.',
    ),
    chapter: 'infrastructureAsCode',
  },
  'deploy.restart_policy': {
    what: msg('Whether the container is started again after its process has ended.'),
    chapter: 'infrastructureAsCode',
  },
  'healthcheck.test': {
    what: msg(
      'The command: exit code 0 means healthy. `CMD-SHELL` runs it in a shell, `NONE` switches it off.',
    ),
    kernel: msg('A further process that enters the container’s namespaces and cgroup each time.'),
    chapter: 'infrastructureAsCode',
  },
  'healthcheck.start_period': {
    what: msg('How long failures do not count after the start.'),
    chapter: 'infrastructureAsCode',
  },
  'healthcheck.interval': {
    what: msg('How long to wait between two checks.'),
    chapter: 'infrastructureAsCode',
  },
  'healthcheck.retries': {
    what: msg('After how many failures in a row it is unhealthy.'),
    chapter: 'infrastructureAsCode',
  },
  'healthcheck.timeout': { what: msg('How long one check may take.'), chapter: 'infrastructureAsCode' },
  'ulimits.nproc': {
    what: msg(
      'Counts the processes of a user on the whole machine, and does not bind root: use `pids_limit`.',
    ),
    kernel: msg('Max processes in /proc/PID/limits.'),
    chapter: 'forkBomb',
  },
  'ulimits.nofile': {
    what: msg('How many files and connections one process may have open.'),
    kernel: msg('Max open files in /proc/PID/limits.'),
    chapter: 'forkBomb',
  },
};
