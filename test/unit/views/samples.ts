import type { ContainerInspect, ContainerSummary, HostConfig } from '../../../src/engine/port';
import type { ContainerFacts } from '../../../src/kernel/containerFacts';
import { limitsOf } from '../../../src/kernel/limits';
import { namespaceSharing, type SharingInput } from '../../../src/kernel/namespaceSharing';
import { permissionsOf } from '../../../src/kernel/permissions';
import { formatMessage, msg } from '../../../src/message';
import { sectionNodes } from '../../../src/views/model/containerNodes';
import { noConfig } from '../noConfig';
import type { Say, Section, TreeNode } from '../../../src/views/model/treeNode';

/** English, as the model's tests read it. */
export const say: Say = (message) => formatMessage(message);

export function summary(changes: Partial<ContainerSummary> = {}): ContainerSummary {
  const name = changes.name ?? 'web';
  return {
    id: name.padEnd(64, '0'),
    name,
    image: 'nginx:1.27',
    imageId: 'sha256:1',
    command: 'nginx -g',
    created: 1_790_000_000,
    state: 'running',
    status: 'Up 3 minutes',
    labels: {},
    ports: [],
    networkMode: 'bridge',
    ...changes,
  };
}

export function compose(project: string, service: string): Readonly<Record<string, string>> {
  return { 'com.docker.compose.project': project, 'com.docker.compose.service': service };
}

/** As on cgroup v1, where containers stay in the host's cgroup namespace. */
const hostConfig: HostConfig = { ...noConfig, cgroupnsMode: 'host', restartPolicy: 'no' };

export function inspect(
  changes: Partial<Omit<ContainerInspect, 'hostConfig'>> & { readonly hostConfig?: Partial<HostConfig> } = {},
): ContainerInspect {
  return {
    id: summary().id,
    name: 'web',
    image: 'sha256:1',
    state: { status: 'running', pid: 1000, exitCode: 0, oomKilled: false, startedAt: '', finishedAt: '' },
    config: {
      image: 'nginx:1.27',
      user: '',
      hostname: 'web',
      env: [],
      entrypoint: [],
      command: [],
      labels: {},
      tty: false,
    },
    mounts: [],
    networks: {},
    ports: [],
    appArmorProfile: '',
    ...changes,
    hostConfig: { ...hostConfig, ...changes.hostConfig },
  };
}

/** Facts whose sharing and limits are worked out by the kernel folder itself. */
export function facts(
  changes: Partial<ContainerFacts> = {},
  sharing: Partial<SharingInput> = {},
): ContainerFacts {
  const inspected = changes.inspect ?? inspect();
  return {
    id: inspected.id,
    name: inspected.name,
    project: undefined,
    service: undefined,
    running: true,
    inspect: inspected,
    processes: [],
    namespaces: namespaceSharing({
      id: inspected.id,
      hostConfig: inspected.hostConfig,
      inodes: {},
      missing: msg('not read'),
      cgroupVersion: 2,
      host: {},
      initial: {},
      others: new Map(),
      othersComplete: true,
      ...sharing,
    }),
    source: 'top',
    failures: [],
    limits: limitsOf(inspected.hostConfig, 2),
    permissions: permissionsOf(inspected, { securityOptions: [], status: '', idMap: [] }),
    idMap: [],
    observedBy: undefined,
    unobserved: undefined,
    ...changes,
  };
}

/** The row of a section, as it stands in the tree. */
export function section(name: Section, container = summary()): TreeNode {
  const found = sectionNodes('local', container, say).find(
    (node) => node.target.kind === 'section' && node.target.section === name,
  );
  if (found === undefined) throw new Error(`no section ${name}`);
  return found;
}

/** Rows and what is below them, indented, as a reader sees them. */
export function outline(nodes: readonly TreeNode[], depth = 0): string[] {
  return nodes.flatMap((node) => [
    `${'  '.repeat(depth)}${node.label}${node.description === '' ? '' : ` | ${node.description}`}`,
    ...outline(node.children ?? [], depth + 1),
  ]);
}
