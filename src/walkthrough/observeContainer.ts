import type { ContainerDetails, ObservedContainer } from '../course/facts';
import type { LiveEngine } from '../engine/liveSnapshot';
import type { ContainerSummary } from '../engine/port';
import { namespaceTypes, type NamespaceInodes } from '../kernel/namespaceTypes';
import type { ContainerFacts } from '../kernel/containerFacts';

/** What the engine's list says of a container. */
export function observeContainer({
  id,
  name,
  image,
  state,
  status,
  labels,
  created,
}: ContainerSummary): ObservedContainer {
  const code = /^Exited \((\d+)\)/.exec(status)?.[1];
  return {
    id,
    name,
    image,
    labels,
    created,
    running: state === 'running',
    ...(code !== undefined && { exitCode: Number(code) }),
  };
}

/** And what is declared and observed of it in detail, when it runs and can be read. */
export async function withDetails(live: LiveEngine, summary: ContainerSummary): Promise<ObservedContainer> {
  const observed = observeContainer(summary);
  if (!observed.running) return observed;
  try {
    return { ...observed, details: detailsOf(await live.facts.read(summary.id)) };
  } catch {
    // Gone between the list and the look: its end is an event of its own.
    return observed;
  }
}

function detailsOf({ inspect, processes, namespaces }: ContainerFacts): ContainerDetails {
  const inodes: NamespaceInodes = Object.fromEntries(
    namespaceTypes.flatMap((type) => {
      const { inode } = namespaces[type];
      return inode === undefined ? [] : [[type, inode]];
    }),
  );
  return {
    hostPid: inspect.state.pid,
    memory: inspect.hostConfig.memory,
    networkMode: inspect.hostConfig.networkMode,
    hostname: inspect.config.hostname,
    privileged: inspect.hostConfig.privileged,
    mounts: inspect.mounts.map(({ type, name, destination }) => ({
      type,
      destination,
      ...(name !== undefined && { name }),
    })),
    processes: processes.map(({ pid, parentPid, command }) => ({ pid, parent: parentPid, name: command })),
    namespaces: inodes,
  };
}
