import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import path from 'node:path';
import type { EngineEndpoint } from '../engine/port';

/** What is kept of a run of an exercise until everything that it made is gone. */
export interface RunRecord {
  /** `LabRun.run`. */
  readonly run: string;
  readonly exercise: string;
  readonly endpoint: EngineEndpoint;
  /** The image in which it runs. */
  readonly image: string;
  /** The process that started it. */
  readonly processId: number;
  /** ISO date and time. */
  readonly begun: string;
  /** The same of what was written down last. */
  readonly noted: string;
  /** What was asked of docker: the first words of its commands, such as `run`, `network` or `build`. */
  readonly commands: readonly string[];
  /** Images that its builds told of, by whole or short ids: some of them may be older. */
  readonly images: readonly string[];
  /** Names that its builds gave. */
  readonly tags: readonly string[];
}

/**
 * The records of all windows, one file each in a folder of the extension: written before anything is made, so that
 * a later window knows what one that was killed has left. A window never writes another one's file.
 */
export class RunRecords {
  constructor(private readonly folder: string) {}

  async all(): Promise<RunRecord[]> {
    const names = await readdir(this.folder).catch(() => []);
    const records = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => this.read(name)),
    );
    return records.filter((record) => record !== undefined);
  }

  async write(record: RunRecord): Promise<void> {
    const file = this.fileOf(record.run);
    await mkdir(this.folder, { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(record));
    await rename(`${file}.new`, file);
  }

  async forget(run: string): Promise<void> {
    await rm(this.fileOf(run), { force: true });
  }

  private fileOf(run: string): string {
    return path.join(this.folder, `${run}.json`);
  }

  private async read(name: string): Promise<RunRecord | undefined> {
    try {
      const value: unknown = JSON.parse(await readFile(path.join(this.folder, name), 'utf8'));
      return isRecord(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Milliseconds for which an engine may go on with a build though nobody waits for it any more. */
const buildGoesOn = 60_000;

/** Whether more may still come of it, though its window is gone. */
export function mayGoOn({ commands, noted }: RunRecord): boolean {
  return commands.includes('build') && new Date().getTime() - Date.parse(noted) < buildGoesOn;
}

/** Whether the process that started it has ended: its window was closed or killed. */
export function isAbandoned({ processId, begun }: RunRecord): boolean {
  const booted = new Date().getTime() - uptime() * 1000;
  return Date.parse(begun) < booted || !isAlive(processId);
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // It is there, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isRecord(value: unknown): value is RunRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { run, exercise, endpoint, image, processId, begun, noted, images, tags, commands } = value as Record<
    keyof RunRecord,
    unknown
  >;
  return (
    typeof run === 'string' &&
    /^[0-9a-z]+$/.test(run) &&
    typeof exercise === 'string' &&
    typeof endpoint === 'object' &&
    endpoint !== null &&
    typeof image === 'string' &&
    typeof processId === 'number' &&
    typeof begun === 'string' &&
    typeof noted === 'string' &&
    [images, tags, commands].every(
      (list) => Array.isArray(list) && list.every((word) => typeof word === 'string'),
    )
  );
}
