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

/** Starts, tries and clears away what exercises make, by the docker command. */
export class LabRunner {
  constructor(private readonly endpoint: () => EngineEndpoint) {}

  /** Clears what an earlier start left, then makes the lab. Throws with docker's own words when it can't. */
  async start(exercise: Exercise, context: LabContext): Promise<void> {
    await this.reset(exercise.id);
    for (const args of exercise.lab?.(context) ?? []) {
      const { exitCode, stderr } = await this.run(args);
      if (exitCode !== 0) throw new Error(stderr.trim());
    }
  }

  /** Runs the exercise’s trials one after the other. */
  async try(exercise: Exercise, context: LabContext, watch: TrialWatch): Promise<void> {
    for (const trial of exercise.trials?.(context) ?? [])
      for (let time = 0; time < trial.times; time++) {
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
            watch.onResult(result({ seconds: 0, exitCode: 0 }, output), false);
          },
        });
        answers.stop();
        watch.onResult(result(run, run.stdout + run.stderr), true);
      }
  }

  /**
   * Removes containers, networks, volumes and images that carry the exercise's label, and nothing else.
   * Returns how many things went.
   */
  async reset(exerciseId: string): Promise<number> {
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
