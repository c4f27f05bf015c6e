import { courseLabel, type Exercise, type LabContext } from '../course/exercise';
import type { TrialResult } from '../course/facts';
import { shellImage } from '../course/labImage';
import type { EngineEndpoint } from '../engine/port';
import { docker, type DockerRun } from './dockerCli';

/** Starts, tries and clears away what exercises make, by the docker command. */
export class LabRunner {
  constructor(private readonly endpoint: () => EngineEndpoint) {}

  /** An image with a shell that is on the engine already; undefined when there is none. */
  async findImage(): Promise<string | undefined> {
    const { stdout } = await this.run(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}']);
    return shellImage(stdout.split('\n').filter((name) => name !== '' && !name.includes('<none>')));
  }

  async pull(image: string): Promise<DockerRun> {
    return this.run(['pull', '--quiet', image], { timeout: 600_000 });
  }

  /** Clears what an earlier start left, then makes the lab. Throws with docker's own words when it can't. */
  async start(exercise: Exercise, context: LabContext): Promise<void> {
    await this.reset(exercise.id);
    for (const args of exercise.lab?.(context) ?? []) {
      const { exitCode, stderr } = await this.run(args);
      if (exitCode !== 0) throw new Error(stderr.trim());
    }
  }

  /** Runs the exercise's trials one after the other. `onResult` is told of each, and of a running one's output so far. */
  async try(
    exercise: Exercise,
    context: LabContext,
    onResult: (result: TrialResult, ended: boolean) => void,
  ): Promise<void> {
    for (const trial of exercise.trials?.(context) ?? [])
      for (let time = 0; time < trial.times; time++) {
        const result = (run: DockerRun): TrialResult => ({
          trial: trial.id,
          seconds: run.seconds,
          exitCode: run.exitCode,
          output: run.stdout + run.stderr,
        });
        const run = await this.run(trial.docker, {
          ...(trial.stdin !== undefined && { stdin: trial.stdin }),
          onOutput: (stdout) => {
            onResult({ trial: trial.id, seconds: 0, exitCode: 0, output: stdout }, false);
          },
        });
        onResult(result(run), true);
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
        ['image', 'ls', ...filter],
        ['image', 'rm', '--force'],
      ],
    ] as const) {
      const { stdout } = await this.run(list);
      const ids = [...new Set(stdout.split('\n').filter((id) => id !== ''))];
      if (ids.length > 0) await this.run([...remove, ...ids]);
      removed += ids.length;
    }
    return removed;
  }

  private run(args: readonly string[], options?: Parameters<typeof docker>[2]): Promise<DockerRun> {
    return docker(this.endpoint(), args, options);
  }
}
