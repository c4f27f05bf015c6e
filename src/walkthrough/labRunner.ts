import { isDeepStrictEqual } from 'node:util';
import { exercises } from '../course/chapters';
import type { Exercise, LabContext, LabRun } from '../course/exercise';
import { namesOf } from '../course/lab';
import type { EngineEndpoint } from '../engine/port';
import { imagesToldOf, tagsOf } from './clearImages';
import { clearRuns } from './clearRuns';
import { docker, type DockerOptions, type DockerRun } from './dockerCli';
import { EngineSilent, type Clearance } from './labQuestions';
import { RunBook } from './runBook';
import type { RunRecord, RunRecords } from './runRecords';
import { runTrials, type RunDocker, type TrialWatch } from './runTrials';

/** What a reset came to. */
export interface Reset {
  /** How many things went. */
  readonly removed: number;
  /** How many stay, since something that the exercise did not make uses them. */
  readonly held: number;
  /** What docker said where the engine gave no answer: what is left goes at the next reset, or in the next window. */
  readonly silent?: string;
}

/** Milliseconds between two looks for what a run that is to end has made meanwhile. */
const resetPause = 300;
/** Milliseconds that an engine has for an answer, and for a removal. */
const patience = { answer: 6000, removal: 30_000 };

/** What is done last with an exercise's things. */
interface Work {
  /** Never rejected. */
  readonly ended: Promise<unknown>;
  /** Ends it early: nothing further is begun. */
  readonly stop: AbortController;
  /** Ends the docker command under way too. */
  readonly kill: AbortController;
}

/**
 * Starts, tries and clears away what exercises make, by the docker command. Of one exercise it does one thing after
 * the other; a reset ends the start or the trials under way, of which nothing is told any more from then on.
 * Each start is a run with a name of its own, written down before anything is made: what is removed is what carries
 * that name, never what is merely called like it.
 */
export class LabRunner {
  private readonly works = new Map<string, Work>();
  private readonly book: RunBook;

  constructor(
    private readonly endpoint: () => EngineEndpoint,
    records: RunRecords,
    private readonly limits = patience,
  ) {
    this.book = new RunBook(records);
  }

  /** Clears what an earlier start left, then makes the lab. Throws with docker's own words when it can't. */
  async start(exercise: Exercise, context: LabContext): Promise<void> {
    const reset = this.reset(exercise.id);
    await this.follow(exercise.id, async ({ stop, kill }) => {
      const { silent } = await reset;
      if (silent !== undefined) throw new EngineSilent(silent);
      const run = this.begin(exercise, context);
      try {
        for (const args of exercise.lab?.(run.lab) ?? []) {
          if (stop.signal.aborted) return;
          const { exitCode, stderr } = await run.docker(args, { signal: kill.signal });
          if (exitCode !== 0) throw new Error(stderr.trim());
        }
      } finally {
        run.end();
      }
    });
  }

  /** Runs the exercise’s trials one after the other. */
  async try(exercise: Exercise, context: LabContext, watch: TrialWatch): Promise<void> {
    await this.follow(exercise.id, async ({ stop, kill }) => {
      const run = this.begin(exercise, context);
      const runDocker: RunDocker = (args, options) => {
        // A build is no container that could be removed to end it.
        const signals = args[0] === 'build' ? [kill.signal, stop.signal] : [kill.signal];
        return run.docker(args, { ...options, signal: AbortSignal.any(signals) });
      };
      try {
        await runTrials(exercise, run.lab, runDocker, watch, stop.signal);
      } finally {
        run.end();
      }
    });
  }

  /**
   * Ends the exercise's start or trials, if any are under way, and removes what its runs made, and nothing else:
   * those of this window and of windows that are gone.
   */
  reset(exerciseId: string): Promise<Reset> {
    const before = this.works.get(exerciseId);
    before?.stop.abort();
    return this.enter(exerciseId, async () => {
      let removed = 0;
      let held = 0;
      const clear = async () => {
        const cleared = await this.clear(exerciseId);
        removed += cleared.removed;
        held = cleared.held;
      };
      try {
        await clear();
        // A run ends with its container; the one that it was about to make is there only later.
        while (before && !(await endsWithin(before.ended, resetPause))) await clear();
        if (before) await clear();
        return { removed, held };
      } catch (error) {
        if (!(error instanceof EngineSilent)) throw error;
        before?.kill.abort();
        return { removed, held, silent: error.message };
      }
    });
  }

  /** The same for all exercises. What went wrong first, where the engine gave no answer. */
  async resetAll(): Promise<Reset | undefined> {
    for (const { id, lab, trials } of exercises) {
      if (!lab && !trials) continue;
      const reset = await this.reset(id);
      // It would not answer the others either.
      if (reset.silent !== undefined) return reset;
    }
    return undefined;
  }

  /** Takes over the lab of a window that is gone: the image in which it runs, undefined where there is none. */
  adopt(exerciseId: string): Promise<string | undefined> {
    return this.book.adopt(exerciseId);
  }

  /** Removes what windows that are gone have left, as far as their engines answer. */
  async clearAbandoned(): Promise<void> {
    const records = await this.book.abandoned();
    for (const record of records)
      await this.clearOn(record.endpoint, record.exercise, [record], []).catch((error: unknown) => {
        if (!(error instanceof EngineSilent)) throw error;
      });
  }

  /** Begins a run: its docker command, of which everything that it makes is written down. */
  private begin(exercise: Exercise, context: LabContext) {
    const endpoint = this.endpoint();
    const run = this.book.begin(exercise.id, context.image, endpoint);
    const lab: LabRun = { ...context, run: run.name };
    return {
      lab,
      end: run.end,
      docker: async (args: readonly string[], options: DockerOptions): Promise<DockerRun> => {
        await run.note({ commands: args.slice(0, 1), tags: tagsOf(args) });
        if (args[0] !== 'build') return docker(endpoint, args, options);
        let failed: Error | undefined;
        const told = (output: string) => {
          run
            .note({ images: imagesToldOf(output) })
            .catch((error: unknown) => (failed = error instanceof Error ? error : new Error(String(error))));
        };
        const built = await docker(endpoint, args, {
          ...options,
          onOutput: (output) => {
            told(output);
            options.onOutput?.(output);
          },
        });
        await run.note({ images: imagesToldOf(built.stdout + built.stderr) });
        if (failed) throw failed;
        return built;
      },
    };
  }

  /** Removes what an exercise's runs made, on the engines on which they were. */
  private async clear(exerciseId: string): Promise<Clearance> {
    const records = await this.book.mine(exerciseId);
    const exercise = exercises.find(({ id }) => id === exerciseId);
    const endpoints = [this.endpoint(), ...records.map(({ endpoint }) => endpoint)];
    let removed = 0;
    let held = 0;
    for (const endpoint of new Map(endpoints.map((each) => [JSON.stringify(each), each])).values()) {
      const runs = records.filter((record) => isDeepStrictEqual(record.endpoint, endpoint));
      const cleared = await this.clearOn(endpoint, exerciseId, runs, exercise ? namesOf(exercise) : []);
      removed += cleared.removed;
      held += cleared.held;
    }
    return { removed, held };
  }

  private async clearOn(
    endpoint: EngineEndpoint,
    exercise: string,
    runs: readonly RunRecord[],
    names: readonly string[],
  ): Promise<Clearance> {
    const cleared = await clearRuns((args) => this.ask(endpoint, args), { exercise, runs, names });
    if (cleared.held === 0) await this.book.forget(runs);
    return cleared;
  }

  private async ask(endpoint: EngineEndpoint, args: readonly string[]): Promise<DockerRun> {
    const removal = args.some((word) => word === 'rm');
    const run = await docker(endpoint, args, {
      timeout: removal ? this.limits.removal : this.limits.answer,
    });
    if (run.exitCode === -1) throw new EngineSilent(run.stderr.trim());
    return run;
  }

  /** Does something with an exercise's things once what is under way with them has ended. */
  private follow<Result>(
    exerciseId: string,
    work: (signals: Omit<Work, 'ended'>) => Promise<Result>,
  ): Promise<Result> {
    const before = this.works.get(exerciseId);
    return this.enter(exerciseId, async (signals) => {
      await before?.ended;
      return work(signals);
    });
  }

  private enter<Result>(
    exerciseId: string,
    work: (signals: Omit<Work, 'ended'>) => Promise<Result>,
  ): Promise<Result> {
    const signals = { stop: new AbortController(), kill: new AbortController() };
    const result = work(signals);
    const leave = () => {
      if (this.works.get(exerciseId) === entered) this.works.delete(exerciseId);
    };
    const entered: Work = { ...signals, ended: result.then(leave, leave) };
    this.works.set(exerciseId, entered);
    return result;
  }
}

/** Whether something has ended when so many milliseconds are over. */
async function endsWithin(ended: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, milliseconds);
  });
  try {
    return await Promise.race([ended.then(() => true), over]);
  } finally {
    clearTimeout(timer);
  }
}
