import type { EngineEndpoint, EngineInfo } from '../engine/port';
import type { ContainerFacts } from '../kernel/containerFacts';
import { initialInodes } from '../kernel/initialNamespaces';
import { namespaceTypes, type NamespaceInodes, type NamespaceType } from '../kernel/namespaceTypes';
import type { EditorProcess } from './factsSource';
import type { ContainerView, EngineView, HostProcess, HostView, InspectFacts } from './inspectFacts';

/**
 * What the engine told, as the picture needs it. `chosen` holds the ids that the user asked for, `editor` the
 * editor's own process where the engine's host has it too.
 */
export function toInspectFacts(
  endpoint: EngineEndpoint,
  info: EngineInfo,
  facts: readonly ContainerFacts[],
  chosen: ReadonlySet<string>,
  editor?: EditorProcess,
): InspectFacts {
  return {
    engine: engineView(endpoint, info),
    host: hostView(info, facts, editor),
    containers: facts.map((container) => containerView(container, chosen.has(container.id))),
  };
}

function engineView(endpoint: EngineEndpoint, info: EngineInfo): EngineView {
  return {
    name: endpoint.name,
    operatingSystem: info.operatingSystem,
    kernel: info.kernelVersion,
    cgroupVersion: info.cgroupVersion,
    cgroupDriver: info.cgroupDriver,
    cpus: info.cpus,
    memory: info.memory,
    securityOptions: info.securityOptions,
    docker: dockerWords(endpoint),
  };
}

function dockerWords(endpoint: EngineEndpoint): readonly string[] {
  if (endpoint.source === 'default') return ['docker'];
  if (endpoint.source === 'context') return ['docker', '--context', endpoint.name];
  return ['docker', '--host', endpoint.host];
}

function hostView(
  info: EngineInfo,
  facts: readonly ContainerFacts[],
  editor: EditorProcess | undefined,
): HostView {
  const inodes: Partial<Record<NamespaceType, number>> = { ...initialInodes(info.kernelVersion) };
  for (const { namespaces } of facts)
    for (const type of namespaceTypes) {
      const { observed, inode } = namespaces[type];
      if (
        observed.kind === 'host' &&
        inode !== undefined &&
        (!observed.initial || inodes[type] === undefined)
      )
        inodes[type] = inode;
    }
  // In another pid namespace its number would mean another process.
  const stands = editor?.namespaces.pid !== undefined && editor.namespaces.pid === inodes.pid;
  return { inodes, processes: [...hostProcesses(facts), ...(stands ? [editorView(editor)] : [])] };
}

function editorView({ pid, namespaces }: EditorProcess): HostProcess {
  return { pid, role: 'editor', of: [], namespaces };
}

/** The host always has a process 1; the parents of the containers' main processes are known from `ps`. */
function hostProcesses(facts: readonly ContainerFacts[]): readonly HostProcess[] {
  const inContainers = new Set(facts.flatMap(({ processes }) => processes.map(({ pid }) => pid)));
  const parents = new Map<number, string[]>();
  for (const { name, inspect, processes } of facts) {
    const main = processes.find(({ pid }) => pid === inspect.state.pid);
    if (main === undefined || main.parentPid <= 1 || inContainers.has(main.parentPid)) continue;
    parents.set(main.parentPid, [...(parents.get(main.parentPid) ?? []), name]);
  }
  return [
    { pid: 1, role: 'init', of: [] },
    ...[...parents].map(([pid, of]): HostProcess => ({ pid, role: 'parent', of })),
  ];
}

function containerView(facts: ContainerFacts, chosen: boolean): ContainerView {
  const { inspect } = facts;
  return {
    id: facts.id,
    name: facts.name,
    image: inspect.config.image,
    ...(facts.project !== undefined && { project: facts.project }),
    ...(facts.service !== undefined && { service: facts.service }),
    running: facts.running,
    chosen,
    planned: false,
    mainPid: inspect.state.pid,
    user: inspect.config.user,
    processes: facts.processes.map(({ pid, insidePid, user, command, namespaces }) => ({
      pid,
      ...(insidePid !== undefined && { insidePid }),
      user,
      command: command.slice(0, 4096),
      namespaces: withoutAbsent(namespaces),
    })),
    namespaces: facts.namespaces,
    limits: facts.limits,
    permissions: facts.permissions,
    ...(facts.observedBy !== undefined && { kernelRead: facts.observedBy }),
    ...(facts.unobserved !== undefined && { kernelUnread: facts.unobserved.reason }),
    failures: facts.failures.map(({ reason, detail }) => ({ reason, detail: detail.slice(0, 2000) })),
  };
}

function withoutAbsent(inodes: NamespaceInodes): NamespaceInodes {
  return Object.fromEntries(Object.entries(inodes).filter(([, inode]) => typeof inode === 'number'));
}
