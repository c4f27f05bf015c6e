import type { Exercise, LabRun } from '../course/exercise';
import type { EngineAnswer, TrialResult } from '../course/facts';
import type { DockerOptions, DockerRun } from './dockerCli';

export interface TrialWatch {
  /** Something that the engine has to answer, to see how it fares meanwhile. */
  readonly ask: () => Promise<unknown>;
  /** Told of each run when it has ended, and before that of its output so far. */
  readonly onResult: (result: TrialResult, ended: boolean) => void;
}

/** Runs a docker command. */
export type RunDocker = (args: readonly string[], options: DockerOptions) => Promise<DockerRun>;

/** Runs the exercise’s trials one after the other, each as often as it says, until `stopped`. */
export async function runTrials(
  exercise: Exercise,
  lab: LabRun,
  run: RunDocker,
  watch: TrialWatch,
  stopped: AbortSignal,
): Promise<void> {
  const tell: TrialWatch['onResult'] = (result, ended) => {
    if (!stopped.aborted) watch.onResult(result, ended);
  };
  for (const trial of exercise.trials?.(lab) ?? [])
    for (let time = 0; time < trial.times && !stopped.aborted; time++) {
      const clock = startClock();
      const answers = timeAnswers(watch.ask, clock);
      const lineTimes: number[] = [];
      const result = ({ seconds, exitCode }: Pick<DockerRun, 'seconds' | 'exitCode'>, output: string) => ({
        trial: trial.id,
        seconds,
        exitCode,
        output,
        lineTimes: [...lineTimes],
        answers: answers.soFar(),
      });
      const ended = await run(trial.docker, {
        ...(trial.stdin !== undefined && { stdin: trial.stdin }),
        onOutput: (output) => {
          const lines = output.split('\n').length - 1;
          while (lineTimes.length < lines) lineTimes.push(clock());
          tell(result({ seconds: 0, exitCode: 0 }, output), false);
        },
      });
      answers.stop();
      tell(result(ended, ended.stdout + ended.stderr), true);
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
    timer = setTimeout(begin, 1000);
  };
  // It never fails: that the engine gave no answer is an answer too.
  const begin = () => {
    once().catch(() => undefined);
  };
  begin();
  return {
    // An answer that does not come is told as well.
    soFar: () => [...answers, ...(asked !== undefined && clock() - asked > 1 ? [taken(asked)] : [])],
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
