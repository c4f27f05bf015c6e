import { courseLabel, type Exercise, type LabContext } from '../course/exercise';
import type { EngineAnswer, TrialResult } from '../course/facts';
import type { EngineEndpoint } from '../engine/port';
import { docker, type DockerRun } from './dockerCli';

export interface TrialWatch {
  /** Something that the engine has to answer, to see how it fares meanwhile. */
  readonly ask: () => Promise<unknown>;
  /** Told of each run when it has ended, and before that of its output so far. */
  readonly onResult: (result: TrialResult, ended: boolean) => void;
}

/** Milliseconds between two looks for what a run that is to end has made meanwhile. */
const resetPause = 300;

/** What is done last with an exercise's things. */
interface Work {
  /** Never rejected. */
  readonly ended: Promise<unknown>;
  /** Ends it early. */
  readonly stop: AbortController;
}

/**
 * Starts, tries and clears away what exercises make, by the docker command. Of one exercise it does one thing after
 * the other; a reset ends the start or the trials under way, of which nothing is told any more from then on.
 */
export class LabRunner {
  private readonly works = new Map<string, Work>();

  constructor(private readonly endpoint: () => EngineEndpoint) {}

  /** Clears what an earlier start left, then makes the lab. Throws with docker's own words when it can't. */
  async start(exercise: Exercise, context: LabContext): Promise<void> {
    void this.reset(exercise.id);
    await this.follow(exercise.id, async (stopped) => {
      for (const args of exercise.lab?.(context) ?? []) {
        if (stopped.aborted) return;
        const { exitCode, stderr } = await this.run(args);
        if (exitCode !== 0) throw new Error(stderr.trim());
      }
    });
  }

  /** Runs the exercise’s trials one after the other. */
  async try(exercise: Exercise, context: LabContext, watch: TrialWatch): Promise<void> {
    await this.follow(exercise.id, (stopped) => this.runTrials(exercise, context, watch, stopped));
  }

  private async runTrials(
    exercise: Exercise,
    context: LabContext,
    watch: TrialWatch,
    stopped: AbortSignal,
  ): Promise<void> {
    const tell: TrialWatch['onResult'] = (result, ended) => {
      if (!stopped.aborted) watch.onResult(result, ended);
    };
    for (const trial of exercise.trials?.(context) ?? [])
      for (let time = 0; time < trial.times && !stopped.aborted; time++) {
        const clock = startClock();
        const answers = timeAnswers(watch.ask, clock);
        const lineTimes: number[] = [];
        const result = (run: Omit<DockerRun, 'stdout' | 'stderr'>, output: string): TrialResult => {
          const { seconds, exitCode } = run;
          return {
            trial: trial.id,
            seconds,
            exitCode,
            output,
            lineTimes: [...lineTimes],
            answers: answers.soFar(),
          };
        };
        const run = await this.run(trial.docker, {
          ...(trial.stdin !== undefined && { stdin: trial.stdin }),
          onOutput: (output) => {
            const lines = output.split('\n').length - 1;
            while (lineTimes.length < lines) lineTimes.push(clock());
            tell(result({ seconds: 0, exitCode: 0 }, output), false);
          },
        });
        answers.stop();
        tell(result(run, run.stdout + run.stderr), true);
      }
  }

  /**
   * Ends the exercise's start or trials, if any are under way, and removes containers, networks, volumes and images
   * that carry its label, and nothing else. Returns how many things went.
   */
  reset(exerciseId: string): Promise<number> {
    const before = this.works.get(exerciseId);
    before?.stop.abort();
    return this.enter(exerciseId, async () => {
      let removed = await this.remove(exerciseId);
      // A run ends with its container; the one that it was about to make is there only later.
      while (before && !(await endsWithin(before.ended, resetPause)))
        removed += await this.remove(exerciseId);
      return before ? removed + (await this.remove(exerciseId)) : removed;
    });
  }

  /** Does something with an exercise's things once what is under way with them has ended. */
  private follow<Result>(
    exerciseId: string,
    work: (stopped: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const before = this.works.get(exerciseId);
    return this.enter(exerciseId, async (stopped) => {
      await before?.ended;
      return work(stopped);
    });
  }

  private enter<Result>(
    exerciseId: string,
    work: (stopped: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const stop = new AbortController();
    const result = work(stop.signal);
    const entered: Work = { stop, ended: result.catch(() => undefined) };
    this.works.set(exerciseId, entered);
    void entered.ended.then(() => {
      if (this.works.get(exerciseId) === entered) this.works.delete(exerciseId);
    });
    return result;
  }

  private async remove(exerciseId: string): Promise<number> {
    const filter = ['--filter', `label=${courseLabel}=${exerciseId}`, '--quiet'];
    let removed = 0;
    for (const [list, remove] of [
      [
        ['ps', '--all', ...filter],
        ['rm', '--force', '--volumes'],
      ],
      [
        ['network', 'ls', ...filter],
        ['network', 'rm'],
      ],
      [
        ['volume', 'ls', ...filter],
        ['volume', 'rm'],
      ],
      [
        // With those between, that a failed build leaves without a name.
        ['image', 'ls', '--all', ...filter],
        ['image', 'rm', '--force'],
      ],
    ] as const) {
      let ids = await this.ids(list);
      while (ids.length > 0) {
        await this.run([...remove, ...ids]);
        const left = await this.ids(list);
        removed += ids.length - left.length;
        // An image goes only after those made from it; what goes in no round is held by something else.
        if (left.length >= ids.length) break;
        ids = left;
      }
    }
    return removed;
  }

  private async ids(list: readonly string[]): Promise<string[]> {
    const { stdout } = await this.run(list);
    return [...new Set(stdout.split('\n').filter((id) => id !== ''))];
  }

  private run(args: readonly string[], options?: Parameters<typeof docker>[2]): Promise<DockerRun> {
    return docker(this.endpoint(), args, options);
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

/** Tells the seconds since now. */
function startClock(): () => number {
  const begun = performance.now();
  return () => (performance.now() - begun) / 1000;
}

/** Asks again and again, a second after each answer, and keeps how long each took. */
function timeAnswers(
  ask: () => Promise<unknown>,
  clock: () => number,
): { soFar: () => readonly EngineAnswer[]; stop: () => void } {
  const answers: EngineAnswer[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: number | undefined;
  let stopped = false;
  const taken = (since: number): EngineAnswer => {
    const second = clock();
    return { second, milliseconds: (second - since) * 1000 };
  };
  const once = async () => {
    const begun = (asked = clock());
    await ask().catch(() => undefined);
    asked = undefined;
    if (stopped) return;
    answers.push(taken(begun));
    timer = setTimeout(() => void once(), 1000);
  };
  void once();
  return {
    // An answer that does not come is told as well.
    soFar: () => [...answers, ...(asked !== undefined && clock() - asked > 1 ? [taken(asked)] : [])],
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
