import { randomBytes } from 'node:crypto';
import type { EngineEndpoint } from '../engine/port';
import { isAbandoned, mayGoOn, type RunRecord, type RunRecords } from './runRecords';

/** What more is known of a run. */
type More = Partial<Pick<RunRecord, 'commands' | 'images' | 'tags'>>;

/** A run of this window, from its beginning to the end of what it starts. */
export interface BookedRun {
  /** `LabRun.run`. */
  readonly name: string;
  /** Writes down what it is about to make, or has made. */
  readonly note: (more: More) => Promise<void>;
  /** It makes nothing any more; what it made may be there for long. */
  readonly end: () => void;
}

/** The runs whose things this window may remove: its own, and those of windows that are gone. */
export class RunBook {
  private readonly own = new Map<string, RunRecord>();
  /** Those that may still make something. */
  private readonly underWay = new Set<string>();
  /** Settles when all is written. */
  private written: Promise<void> = Promise.resolve();

  constructor(private readonly records: RunRecords) {}

  /** Names a run, unlike any other. It is written down with its first note. */
  begin(exercise: string, image: string, endpoint: EngineEndpoint): BookedRun {
    const name = randomBytes(8).toString('hex');
    this.underWay.add(name);
    this.own.set(name, {
      run: name,
      exercise,
      endpoint,
      image,
      processId: process.pid,
      begun: new Date().toISOString(),
      noted: new Date().toISOString(),
      commands: [],
      images: [],
      tags: [],
    });
    return {
      name,
      note: (more) => this.note(name, more),
      end: () => this.underWay.delete(name),
    };
  }

  /** Of an exercise: the runs of this window and the abandoned ones. */
  async mine(exercise: string): Promise<RunRecord[]> {
    const abandoned = (await this.abandoned()).filter((record) => record.exercise === exercise);
    const own = [...this.own.values()].filter((record) => record.exercise === exercise);
    return [...own, ...abandoned];
  }

  /** The runs of windows that are gone. */
  async abandoned(): Promise<RunRecord[]> {
    return (await this.records.all()).filter(
      (record) => !this.own.has(record.run) && (record.processId === process.pid || isAbandoned(record)),
    );
  }

  /** Makes the abandoned runs of an exercise this window's own: the image of one of them, if there are any. */
  async adopt(exercise: string): Promise<string | undefined> {
    const left = (await this.abandoned()).filter((record) => record.exercise === exercise);
    for (const record of left) {
      const own = { ...record, processId: process.pid };
      this.own.set(record.run, own);
      await this.inTurn(() => this.records.write(own));
    }
    return left[0]?.image;
  }

  /** Nothing of these is left. One that may still make something stays. */
  async forget(runs: readonly RunRecord[]): Promise<void> {
    for (const record of runs) {
      const { run } = record;
      if (this.own.has(run) ? this.underWay.has(run) : mayGoOn(record)) continue;
      this.own.delete(run);
      await this.inTurn(() => this.records.forget(run));
    }
  }

  private note(name: string, more: More): Promise<void> {
    const record = this.own.get(name);
    if (!record) return Promise.resolve();
    const next = {
      ...record,
      noted: new Date().toISOString(),
      commands: union(record.commands, more.commands),
      images: union(record.images, more.images),
      tags: union(record.tags, more.tags),
    };
    this.own.set(name, next);
    return this.inTurn(() => this.records.write(next));
  }

  private inTurn(write: () => Promise<void>): Promise<void> {
    const done = this.written.then(write);
    this.written = done.catch(() => undefined);
    return done;
  }
}

function union(known: readonly string[], more: readonly string[] = []): readonly string[] {
  return [...new Set([...known, ...more])];
}
