import { runLabel } from '../course/exercise';
import type { DockerRun } from './dockerCli';
import type { RunRecord } from './runRecords';

/** Runs a docker command on the engine of the lab. */
export type Ask = (args: readonly string[]) => Promise<DockerRun>;

/** How many things went, and how many stay since something else holds them. */
export interface Clearance {
  readonly removed: number;
  readonly held: number;
}

/** The engine gave no answer: nothing is known of what is there. Its message is what docker said. */
export class EngineSilent extends Error {}

/** The lines that a listing command prints, each once. */
export async function list(ask: Ask, args: readonly string[]): Promise<string[]> {
  const { exitCode, stdout, stderr } = await ask(args);
  if (exitCode !== 0) throw new EngineSilent(stderr.trim());
  return [...new Set(stdout.split('\n').filter((line) => line !== ''))];
}

/** What `docker … inspect` printed: of things that are gone it says nothing here, and ends with an error. */
export function parseInspected(stdout: string): readonly unknown[] {
  try {
    const things: unknown = JSON.parse(stdout);
    return Array.isArray(things) ? things : [];
  } catch {
    return [];
  }
}

/** Whether these labels name one of the runs. */
export function isOf(
  labels: Readonly<Record<string, string>> | null | undefined,
  runs: readonly RunRecord[],
): boolean {
  const run = labels?.[runLabel];
  return run !== undefined && runs.some((record) => record.run === run);
}
