import {
  asAnswer,
  asAnswers,
  flag,
  id,
  isContainerId,
  number,
  part,
  parts,
  text,
  textMap,
  texts,
  type Answer,
} from './answers';
import type {
  ContainerInspect,
  ContainerMount,
  ContainerNetwork,
  ContainerState,
  ContainerSummary,
  Controller,
  DeviceRate,
  EngineEvent,
  EngineImage,
  EngineInfo,
  HostConfig,
  PublishedPort,
  TopAnswer,
} from './port';
import { EngineError } from './port';

const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;

const controllers = [
  ['memory', 'MemoryLimit'],
  ['swap', 'SwapLimit'],
  ['cpu-quota', 'CpuCfsQuota'],
  ['cpu-shares', 'CPUShares'],
  ['cpuset', 'CPUSet'],
  ['pids', 'PidsLimit'],
] as const satisfies readonly (readonly [Controller, string])[];

/** Disks have no field of their own in the answer: an engine tells of them only in what it warns of (daemon/info_unix.go). */
const warnings = [
  ['blkio-weight', /No (io\.|blkio )weight support/],
  ['device-read-bps', /No io\.max \(rbps\)|No blkio throttle\.read_bps_device/],
  ['device-write-bps', /No io\.max \(wbps\)|No blkio throttle\.write_bps_device/],
  ['device-read-iops', /No io\.max \(riops\)|No blkio throttle\.read_iops_device/],
  ['device-write-iops', /No io\.max \(wiops\)|No blkio throttle\.write_iops_device/],
] as const satisfies readonly (readonly [Controller, RegExp])[];

/** `GET /info`; `apiVersion` comes from a header of the answer. */
export function readInfo(raw: unknown, apiVersion: string): EngineInfo {
  const info = asAnswer(raw);
  if (text(info, 'ServerVersion') === '')
    throw new EngineError('not-docker', 'the answer does not name the version of an engine');
  const swarm = part(info, 'Swarm');
  const securityOptions = texts(info, 'SecurityOptions');
  const warned = texts(info, 'Warnings');
  return {
    id: text(info, 'ID'),
    name: text(info, 'Name'),
    serverVersion: text(info, 'ServerVersion'),
    apiVersion,
    operatingSystem: text(info, 'OperatingSystem'),
    kernelVersion: text(info, 'KernelVersion'),
    cgroupVersion: text(info, 'CgroupVersion') === '2' ? 2 : 1,
    cgroupDriver: text(info, 'CgroupDriver'),
    cpus: number(info, 'NCPU'),
    memory: number(info, 'MemTotal'),
    securityOptions,
    rootless: securityOptions.some((option) => option === 'name=rootless'),
    // An engine that does not speak of one says nothing against it.
    missingControllers: [
      ...controllers.filter(([, key]) => info[key] === false),
      ...warnings.filter(([, words]) => warned.some((warning) => words.test(warning))),
    ].map(([controller]) => controller),
    defaultRuntime: text(info, 'DefaultRuntime'),
    runtimes: Object.keys(part(info, 'Runtimes')),
    swarm: { active: text(swarm, 'LocalNodeState') === 'active', manager: flag(swarm, 'ControlAvailable') },
  };
}

/** `GET /containers/json`. */
export function readSummaries(raw: unknown): readonly ContainerSummary[] {
  // A container whose id is none comes from no engine, and its words must not reach a command line.
  const containers = asAnswers(raw).filter((container) => isContainerId(text(container, 'Id')));
  return containers.map((container) => ({
    id: text(container, 'Id'),
    name: ownName(texts(container, 'Names')),
    image: text(container, 'Image'),
    imageId: id(container, 'ImageID'),
    command: text(container, 'Command'),
    created: number(container, 'Created'),
    state: readState(text(container, 'State')),
    status: text(container, 'Status'),
    labels: textMap(container, 'Labels'),
    ports: parts(container, 'Ports').flatMap((port) =>
      number(port, 'PublicPort') > 0
        ? [
            {
              ip: text(port, 'IP'),
              publicPort: number(port, 'PublicPort'),
              privatePort: number(port, 'PrivatePort'),
              protocol: text(port, 'Type'),
            },
          ]
        : [],
    ),
    networkMode: text(part(container, 'HostConfig'), 'NetworkMode'),
  }));
}

/** Links add names with a second slash; the container's own has only the first. */
function ownName(names: readonly string[]): string {
  const own = names.find((name) => name.lastIndexOf('/') <= 0) ?? names[0] ?? '';
  return own.replace(/^\//, '');
}

function readState(value: string): ContainerState {
  return states.find((state) => state === value.toLowerCase()) ?? 'unknown';
}

/** `GET /containers/{id}/json`. */
export function readInspect(raw: unknown): ContainerInspect {
  const answer = asAnswer(raw);
  const state = part(answer, 'State');
  const config = part(answer, 'Config');
  const health = text(part(state, 'Health'), 'Status');
  const network = part(answer, 'NetworkSettings');
  return {
    id: isContainerId(text(answer, 'Id')) ? text(answer, 'Id') : '',
    name: text(answer, 'Name').replace(/^\//, ''),
    image: text(answer, 'Image'),
    state: {
      status: readState(text(state, 'Status')),
      pid: number(state, 'Pid'),
      exitCode: number(state, 'ExitCode'),
      oomKilled: flag(state, 'OOMKilled'),
      startedAt: text(state, 'StartedAt'),
      finishedAt: text(state, 'FinishedAt'),
      ...(health === '' ? {} : { health }),
    },
    config: {
      image: text(config, 'Image'),
      user: text(config, 'User'),
      hostname: text(config, 'Hostname'),
      env: texts(config, 'Env'),
      entrypoint: texts(config, 'Entrypoint'),
      command: texts(config, 'Cmd'),
      labels: textMap(config, 'Labels'),
      tty: flag(config, 'Tty'),
    },
    hostConfig: readHostConfig(part(answer, 'HostConfig')),
    mounts: readMounts(answer),
    networks: Object.fromEntries(
      Object.keys(part(network, 'Networks')).map((name) => [
        name,
        readNetwork(part(part(network, 'Networks'), name)),
      ]),
    ),
    ports: readPorts(part(network, 'Ports')),
    appArmorProfile: text(answer, 'AppArmorProfile'),
  };
}

function readHostConfig(config: Answer): HostConfig {
  return {
    pidMode: text(config, 'PidMode'),
    networkMode: text(config, 'NetworkMode'),
    ipcMode: text(config, 'IpcMode'),
    utsMode: text(config, 'UTSMode'),
    usernsMode: text(config, 'UsernsMode'),
    cgroupnsMode: text(config, 'CgroupnsMode'),
    privileged: flag(config, 'Privileged'),
    readonlyRootfs: flag(config, 'ReadonlyRootfs'),
    capAdd: texts(config, 'CapAdd'),
    capDrop: texts(config, 'CapDrop'),
    securityOpt: texts(config, 'SecurityOpt'),
    runtime: text(config, 'Runtime'),
    memory: number(config, 'Memory'),
    memoryReservation: number(config, 'MemoryReservation'),
    memorySwap: number(config, 'MemorySwap'),
    nanoCpus: number(config, 'NanoCpus'),
    cpuQuota: number(config, 'CpuQuota'),
    cpuPeriod: number(config, 'CpuPeriod'),
    cpuShares: number(config, 'CpuShares'),
    cpusetCpus: text(config, 'CpusetCpus'),
    cpusetMems: text(config, 'CpusetMems'),
    pidsLimit: number(config, 'PidsLimit'),
    blkioWeight: number(config, 'BlkioWeight'),
    blkioDeviceReadBps: parts(config, 'BlkioDeviceReadBps').map(readRate),
    blkioDeviceWriteBps: parts(config, 'BlkioDeviceWriteBps').map(readRate),
    blkioDeviceReadIOps: parts(config, 'BlkioDeviceReadIOps').map(readRate),
    blkioDeviceWriteIOps: parts(config, 'BlkioDeviceWriteIOps').map(readRate),
    ulimits: parts(config, 'Ulimits').map((limit) => ({
      name: text(limit, 'Name'),
      soft: number(limit, 'Soft'),
      hard: number(limit, 'Hard'),
    })),
    restartPolicy: text(part(config, 'RestartPolicy'), 'Name'),
    autoRemove: flag(config, 'AutoRemove'),
  };
}

function readRate(rate: Answer): DeviceRate {
  return { path: text(rate, 'Path'), rate: number(rate, 'Rate') };
}

/** What `--tmpfs` asks for stands beside the other mounts, as a path and its options. */
function readMounts(answer: Answer): readonly ContainerMount[] {
  const mounts = parts(answer, 'Mounts').map(readMount);
  const listed = new Set(mounts.map(({ destination }) => destination));
  const tmpfs = Object.entries(textMap(part(answer, 'HostConfig'), 'Tmpfs'))
    .filter(([destination]) => !listed.has(destination))
    .map(([destination, mode]) => {
      const writable = !mode.split(',').includes('ro');
      return { type: 'tmpfs', source: '', destination, mode, writable };
    });
  return [...mounts, ...tmpfs];
}

function readMount(mount: Answer): ContainerMount {
  const name = text(mount, 'Name');
  return {
    type: text(mount, 'Type'),
    ...(name === '' ? {} : { name }),
    source: text(mount, 'Source'),
    destination: text(mount, 'Destination'),
    mode: text(mount, 'Mode'),
    writable: flag(mount, 'RW'),
  };
}

function readNetwork(network: Answer): ContainerNetwork {
  return {
    networkId: text(network, 'NetworkID'),
    ipAddress: text(network, 'IPAddress'),
    ipv6Address: text(network, 'GlobalIPv6Address'),
    gateway: text(network, 'Gateway'),
    macAddress: text(network, 'MacAddress'),
    aliases: texts(network, 'Aliases'),
  };
}

/** Keys are `80/tcp`; the value is a list of the host's addresses, or null when it is only exposed. */
function readPorts(ports: Answer): readonly PublishedPort[] {
  return Object.keys(ports).flatMap((key) => {
    const [privatePort = '', protocol = 'tcp'] = key.split('/');
    return parts(ports, key).map((binding) => ({
      ip: text(binding, 'HostIp'),
      publicPort: Number(text(binding, 'HostPort')),
      privatePort: Number(privatePort),
      protocol,
    }));
  });
}

/** `GET /containers/{id}/top`. */
export function readTop(raw: unknown): TopAnswer {
  const answer = asAnswer(raw);
  const rows = answer['Processes'];
  return {
    titles: texts(answer, 'Titles'),
    processes: (Array.isArray(rows) ? (rows as readonly unknown[]) : []).flatMap((row) =>
      Array.isArray(row) ? [(row as readonly unknown[]).map(cellText)] : [],
    ),
  };
}

/** A cell as text; what is neither a text nor a number is an engine's nonsense and stays empty. */
function cellText(cell: unknown): string {
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
}

/** One line of `GET /events`; undefined for what is said of a container that can't be one. */
export function readEvent(raw: unknown): EngineEvent | undefined {
  const answer = asAnswer(raw);
  const actor = part(answer, 'Actor');
  const timeNano = answer['timeNano'];
  const event: EngineEvent = {
    type: text(answer, 'Type'),
    action: text(answer, 'Action') || text(answer, 'status'),
    id: text(actor, 'ID') || text(answer, 'id'),
    attributes: textMap(actor, 'Attributes'),
    timeNano: typeof timeNano === 'number' || typeof timeNano === 'string' ? String(timeNano) : '',
  };
  return event.type === 'container' && !isContainerId(event.id) ? undefined : event;
}

/** `GET /volumes`: their names. */
export function readVolumes(raw: unknown): readonly string[] {
  return parts(asAnswer(raw), 'Volumes').map((volume) => text(volume, 'Name'));
}

/** `GET /images/json`, smallest first. */
export function readImages(raw: unknown): readonly EngineImage[] {
  return asAnswers(raw)
    .map((image) => ({
      id: id(image, 'Id'),
      tags: texts(image, 'RepoTags').filter((tag) => !tag.includes('<none>')),
      digests: texts(image, 'RepoDigests').filter((digest) => !digest.includes('<none>')),
      size: number(image, 'Size'),
    }))
    .sort((a, b) => a.size - b.size);
}
