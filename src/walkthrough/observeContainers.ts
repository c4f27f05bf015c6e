import { courseLabel, type Exercise } from '../course/exercise';
import type { ContainerDetails, ObservedContainer } from '../course/facts';
import type { LiveEngine } from '../engine/liveSnapshot';
import type { ContainerSummary } from '../engine/port';
import { namespaceTypes, type NamespaceInodes } from '../kernel/namespaceTypes';
import type { ContainerFacts } from '../kernel/containerFacts';

/** Containers of the learner's own of which details are read, the newest. */
const ownAtMost = 6;

export interface ObservedContainers {
  readonly observed: readonly ObservedContainer[];
  /** False where the engine gave no answer about one of which details are wanted. */
  readonly complete: boolean;
}

/** All containers, those that the exercise looks at closely with their details. */
export async function observeContainers(
  live: LiveEngine,
  summaries: readonly ContainerSummary[],
  exercise: Exercise | undefined,
): Promise<ObservedContainers> {
  const newest = new Set(
    exercise?.ownContainers === true
      ? [...summaries].sort((a, b) => b.created - a.created).slice(0, ownAtMost)
      : [],
  );
  const ofLab = ({ labels, name }: ContainerSummary) =>
    exercise !== undefined &&
    (labels[courseLabel] === exercise.id ||
      exercise.probes?.some(({ container }) => container === name) === true);
  const read = await Promise.all(
    summaries.map(async (summary) =>
      newest.has(summary) || ofLab(summary)
        ? withDetails(live, summary)
        : { observed: observeContainer(summary), complete: true },
    ),
  );
  return {
    observed: read.map(({ observed }) => observed),
    complete: read.every(({ complete }) => complete),
  };
}

/** What the engine's list says of a container. */
function observeContainer({
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

/** And what is declared and observed of it in detail, when it runs. Not complete where the engine gave no answer. */
async function withDetails(
  live: LiveEngine,
  summary: ContainerSummary,
): Promise<{ readonly observed: ObservedContainer; readonly complete: boolean }> {
  const observed = observeContainer(summary);
  if (!observed.running) return { observed, complete: true };
  try {
    return {
      observed: { ...observed, details: detailsOf(await live.facts.read(summary.id)) },
      complete: true,
    };
  } catch {
    // Or gone between the list and the look: its end is an event of its own.
    return { observed, complete: false };
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
