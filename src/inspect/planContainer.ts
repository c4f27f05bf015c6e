import type { ContainerInspect, HostConfig } from '../engine/port';
import { limitsOf } from '../kernel/limits';
import { declaredMode, type NamespaceFact, type ObservedSharing } from '../kernel/namespaceSharing';
import { namespaceTypes, type NamespaceType } from '../kernel/namespaceTypes';
import { permissionsOf } from '../kernel/permissions';
import type { ContainerView, InspectFacts } from './inspectFacts';
import { capabilityList, parseAmount, parseSize, type PlanOptions } from './planOptions';

/** Id of the container that does not exist; no engine gives such a one. */
export const plannedId = 'planned';

/** The facts with one more container: what `docker run` with these options would make. */
export function withPlanned(facts: InspectFacts, options: PlanOptions, name: string): InspectFacts {
  return { ...facts, containers: [...facts.containers, plannedContainer(facts, options, name)] };
}

function plannedContainer(facts: InspectFacts, options: PlanOptions, name: string): ContainerView {
  const config = hostConfigOf(options, facts.engine.cgroupVersion);
  return {
    id: plannedId,
    name,
    image: options.image,
    running: true,
    chosen: false,
    planned: true,
    mainPid: 0,
    user: '',
    processes: [],
    namespaces: Object.fromEntries(
      namespaceTypes.map((type) => [type, plannedNamespace(type, config, facts)]),
    ) as Record<NamespaceType, NamespaceFact>,
    limits: limitsOf(config, facts.engine.cgroupVersion, new Map(), {
      cgroups: true,
      missing: [],
      driver: facts.engine.cgroupDriver,
    }),
    permissions: permissionsOf(inspectOf(options, config, name), {
      securityOptions: facts.engine.securityOptions,
      status: '',
      idMap: [],
    }),
    failures: [],
  };
}

function plannedNamespace(type: NamespaceType, config: HostConfig, facts: InspectFacts): NamespaceFact {
  const declared = declaredMode(type, config, facts.engine.cgroupVersion);
  const partner = facts.containers.find(({ id }) => id === declared.container);
  const inode =
    partner !== undefined
      ? partner.namespaces[type].inode
      : observedKind(type, declared.kind, facts) === 'host'
        ? facts.host.inodes[type]
        : undefined;
  const observed: ObservedSharing =
    partner !== undefined
      ? partner.namespaces[type].observed.kind === 'host'
        ? partner.namespaces[type].observed
        : { kind: 'shared', with: [partner.id] }
      : observedKind(type, declared.kind, facts) === 'host'
        ? { kind: 'host', initial: true }
        : { kind: 'own', comparedWithAll: true };
  return { type, inode, declared, observed, mismatch: undefined };
}

/** What the engine does by default for user and time is seen at the containers that it has. */
function observedKind(type: NamespaceType, declared: string, facts: InspectFacts): 'own' | 'host' {
  if (declared === 'host') return 'host';
  if (declared !== 'default') return 'own';
  const example = facts.containers.find(({ namespaces }) => namespaces[type].observed.kind !== 'unknown');
  return example === undefined || example.namespaces[type].observed.kind === 'host' ? 'host' : 'own';
}

function hostConfigOf(options: PlanOptions, cgroupVersion: 1 | 2): HostConfig {
  const memory = parseSize(options.memory) ?? 0;
  return {
    pidMode: options.pid,
    networkMode: options.network,
    ipcMode: options.ipc === '' ? 'private' : options.ipc,
    utsMode: options.uts,
    usernsMode: '',
    cgroupnsMode: options.cgroupns === '' ? (cgroupVersion === 2 ? 'private' : 'host') : options.cgroupns,
    privileged: options.privileged,
    readonlyRootfs: options.readOnly,
    capAdd: capabilityList(options.capAdd),
    capDrop: options.dropAll ? ['ALL'] : [],
    securityOpt: options.noNewPrivileges ? ['no-new-privileges'] : [],
    runtime: '',
    memory,
    memoryReservation: 0,
    memorySwap: 0,
    nanoCpus: (parseAmount(options.cpus, false) ?? 0) * 1e9,
    cpuQuota: 0,
    cpuPeriod: 0,
    cpuShares: 0,
    cpusetCpus: '',
    cpusetMems: '',
    pidsLimit: parseAmount(options.pidsLimit, true) ?? 0,
    blkioWeight: 0,
    blkioDeviceReadBps: [],
    blkioDeviceWriteBps: [],
    blkioDeviceReadIOps: [],
    blkioDeviceWriteIOps: [],
    ulimits: [],
    restartPolicy: '',
    autoRemove: true,
  };
}

function inspectOf(options: PlanOptions, hostConfig: HostConfig, name: string): ContainerInspect {
  return {
    id: plannedId,
    name,
    image: options.image,
    state: { status: 'created', pid: 0, exitCode: 0, oomKilled: false, startedAt: '', finishedAt: '' },
    config: {
      image: options.image,
      user: '',
      hostname: '',
      env: [],
      entrypoint: [],
      command: [],
      labels: {},
      tty: false,
    },
    hostConfig,
    mounts: [],
    networks: {},
    ports: [],
    appArmorProfile: '',
  };
}
