import type { Exercise } from '../course/exercise';
import type { Engine, ContainerSummary } from '../engine/port';
import { readHostProbe } from './readHostProbe';

/** What a probe printed, and in which container; the container is undefined for one of this machine. */
export interface ProbeReading {
  readonly container: string | undefined;
  readonly text: string;
}

export interface ProbeReadings {
  /** By the probe's key. */
  readonly read: ReadonlyMap<string, ProbeReading>;
  /** False where a container runs and a probe in it got no answer. */
  readonly complete: boolean;
}

export interface ProbeDeps {
  readonly engine: Engine;
  readonly containers: readonly ContainerSummary[];
  /** Whether a program of this machine may be started. */
  readonly mayRun: boolean;
}

/**
 * Runs the probes of an exercise, all at once. Where the engine gives no answer, what was read in the same
 * container before stands until it does. A probe whose command fails has read nothing.
 */
export async function readProbes(
  { engine, containers, mayRun }: ProbeDeps,
  { probes = [], hostProbes = [] }: Pick<Exercise, 'probes' | 'hostProbes'>,
  before: ReadonlyMap<string, ProbeReading>,
): Promise<ProbeReadings> {
  const read = new Map<string, ProbeReading>();
  let complete = true;
  await Promise.all([
    ...probes.map(async ({ key, container: wanted, command }) => {
      const target = containers.find(({ name, state }) => name === wanted && state === 'running');
      if (!target) return;
      try {
        const { exitCode, stdout } = await engine.exec(target.id, command);
        if (exitCode === 0) read.set(key, { container: target.id, text: stdout });
      } catch {
        complete = false;
        const earlier = before.get(key);
        if (earlier?.container === target.id) read.set(key, earlier);
      }
    }),
    ...(mayRun ? hostProbes : []).map(async (probe) => {
      const text = await readHostProbe(probe);
      if (text !== undefined) read.set(probe.key, { container: undefined, text });
    }),
  ]);
  return { read, complete };
}
