import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { exercises } from '../../src/course/chapters';
import type { Exercise, Stage } from '../../src/course/exercise';
import type { CourseFacts } from '../../src/course/facts';
import { Engines } from '../../src/engine/engineHub';
import { formatMessage } from '../../src/message';
import { ErrorBoundary } from '../../src/platform/errorBoundary';
import { CourseObserver } from '../../src/walkthrough/courseObserver';
import { LabRunner } from '../../src/walkthrough/labRunner';
import { RunRecords } from '../../src/walkthrough/runRecords';

const run = promisify(execFile);

/** An automated learner: does exercises with real commands on a real engine, through the course's own parts. */
export class Learner {
  readonly hub: Engines;
  readonly observer: CourseObserver;
  readonly labs: LabRunner;
  private exercise: Exercise | undefined;

  constructor(
    private readonly host: string,
    readonly image: string,
    /** Seconds that it waits for anything at most. */
    private readonly patience = 100,
  ) {
    this.hub = new Engines({
      sources: () => ({
        setting: '',
        env: { DOCKER_HOST: host },
        home: homedir(),
        platform: process.platform,
      }),
      helperImage: () => Promise.resolve(undefined),
      log: () => undefined,
    });
    this.observer = new CourseObserver({
      hub: this.hub,
      readFile: (file) => readFile(file, 'utf8').catch(() => undefined),
      shortName: (file) => file,
      mayRun: () => true,
      isHere: () => true,
      stackFiles: () => Promise.resolve([]),
      boundary: new ErrorBoundary(
        {
          info: () => undefined,
          error: (line) => {
            console.error(line);
          },
        },
        () => undefined,
      ),
    });
    const folder = path.join(tmpdir(), `unboxed-learner-runs-${process.pid}`);
    // An emulated engine takes its time for everything.
    const limits = { answer: 60_000, removal: 120_000 };
    this.labs = new LabRunner(() => this.hub.current.endpoint, new RunRecords(folder), limits);
  }

  get facts(): CourseFacts {
    return this.observer.current;
  }

  /** Opens an exercise and makes its lab. */
  async start(id: string): Promise<Exercise> {
    const exercise = exercises.find((candidate) => candidate.id === id);
    assert.ok(exercise, id);
    this.exercise = exercise;
    this.observer.setActive(true);
    this.observer.focus(exercise);
    await this.labs.start(exercise, { image: this.image });
    this.observer.look();
    return exercise;
  }

  /** Types a command, as a learner would in a terminal: `docker …`, words separated by blanks, or given apart. */
  async type(command: string | readonly string[]): Promise<string> {
    const words = typeof command === 'string' ? command.split(' ') : command;
    const { stdout } = await run('docker', ['--host', this.host, ...words.slice(1)]);
    return stdout;
  }

  /** A shell that stays open; commands are typed into it one by one. `docker` is that of the learner's engine. */
  openShell(command: string): { type: (line: string) => void; end: () => void } {
    const [program = '', ...args] = command.split(' ');
    const shell = spawn(program, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...process.env, DOCKER_HOST: this.host },
    });
    return {
      type: (line) => shell.stdin.write(`${line}\n`),
      end: () => {
        shell.stdin.end();
      },
    };
  }

  /** What a probe of the exercise read, once it did. */
  async reading(key: string): Promise<string> {
    await this.until(() => this.facts.readings[key] !== undefined, `${key} is read`);
    return this.facts.readings[key] ?? '';
  }

  stages(): readonly Stage[] {
    return this.exercise?.stages?.(this.facts) ?? [];
  }

  /** Waits until as many stages are reached, without asking for a look. */
  async reached(count: number): Promise<void> {
    await this.until(
      () => this.stages().filter((stage) => stage.reached).length >= count,
      `${count} stages are reached`,
    );
  }

  /** The lines of the exercise's own solution. */
  solution(): readonly string[] {
    return this.exercise?.solution?.({ image: this.image }) ?? [];
  }

  /** Runs a line of a solution in a shell whose docker command talks to the learner's engine. */
  async paste(line: string): Promise<void> {
    await run('sh', ['-c', line], { env: { ...process.env, DOCKER_HOST: this.host } });
  }

  /** Runs the lines of the solution, at the pace of somebody who pastes them one by one. */
  async solve(): Promise<void> {
    for (const line of this.solution()) {
      await this.paste(line);
      await sleep(1500);
    }
  }

  /** Runs the exercise's trials. */
  async try(): Promise<void> {
    if (this.exercise)
      await this.labs.try(
        this.exercise,
        { image: this.image },
        {
          ask: () => this.hub.current.engine.info(),
          onResult: (result, ended) => {
            this.observer.take(result, ended);
          },
        },
      );
  }

  /** Answers the questions, all right or all wrong. */
  async answer(right: boolean): Promise<void> {
    await this.until(() => (this.exercise?.questions?.(this.facts).length ?? 0) > 0, 'the questions appear');
    for (const question of this.exercise?.questions?.(this.facts) ?? []) {
      const choice = question.choices.find((candidate) => candidate.right === right);
      this.observer.answer(question.id, choice?.id ?? '');
    }
  }

  async done(): Promise<void> {
    await this.until(() => this.exercise?.check(this.facts) === true, 'the exercise is done');
    assert.deepEqual(this.hints(), [], 'no hint is left when it is done');
  }

  /** Waits for a hint, and for the exercise not to be done with it. */
  async hinted(hint: RegExp): Promise<void> {
    await this.until(() => this.hints().some((text) => hint.test(text)), `a hint like ${hint.source}`);
    assert.equal(this.exercise?.check(this.facts), false, 'a wrong way never completes');
  }

  hints(): string[] {
    return (this.exercise?.hints(this.facts) ?? []).map((message) => formatMessage(message));
  }

  /** Resets the exercise and asserts that nothing of it is left on the engine. */
  async reset(): Promise<void> {
    const id = this.exercise?.id ?? '';
    await this.labs.reset(id);
    for (const kind of [
      ['ps', '--all'],
      ['volume', 'ls'],
      ['network', 'ls'],
      ['image', 'ls'],
    ])
      assert.equal(
        await this.type(['docker', ...kind, '--quiet', '--filter', `label=unboxed.course=${id}`]),
        '',
        kind[0],
      );
  }

  private async until(holds: () => boolean, what: string): Promise<void> {
    for (let waited = 0; waited < this.patience * 1000; waited += 100) {
      if (holds()) return;
      await sleep(100);
    }
    assert.fail(
      `Waited in vain: ${what}. Hints: ${this.hints().join(' | ')}. Readings: ${JSON.stringify(this.facts.readings)}`,
    );
  }

  dispose(): void {
    this.observer.dispose();
    this.hub.dispose();
  }
}
