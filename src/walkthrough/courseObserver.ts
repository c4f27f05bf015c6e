import { courseLabel, type Exercise } from '../course/exercise';
import {
  noFacts,
  type CourseFacts,
  type ObservedContainer,
  type StackFacts,
  type TrialResult,
} from '../course/facts';
import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import type { ContainerSummary, EngineEvent, EngineImage } from '../engine/port';
import { engineHost } from '../kernel/engineHost';
import { driftedServices, padProjects, type ComposeProject } from './composeProjects';
import { countDefaultPasswords } from './countDefaultPasswords';
import { docker } from './dockerCli';
import { observeContainer, withDetails } from './observeContainer';
import { probePad } from './probePad';
import { readHostProbe } from './readHostProbe';

/** Seconds between two questions to a stack that does not answer yet. After the last, only an event asks again. */
const patience = [1, 2, 4, 8, 15, 30, 60, 60];
/** Milliseconds after the start of a learner’s command in a container at which to look again. */
const settling = [700, 3000, 10_000];
/** Milliseconds between two looks while a learner’s shell is open: what is typed in it makes no event. */
const shellPause = 2000;
/** Containers of the learner's own of which details are read, the newest. */
const ownAtMost = 6;

export interface ObserverDeps {
  readonly hub: EngineHub;
  /** The text of a file as the learner sees it now; undefined if it can't be read. */
  readonly readFile: (path: string) => Promise<string | undefined>;
  /** A path as the learner names it. */
  readonly shortName: (path: string) => string;
  /** Whether a program may be started for the facts. */
  readonly mayRun: () => boolean;
}

/**
 * Keeps the course's facts while somebody needs them: holds the current engine, and looks again when an event
 * says that something happened. When it is not active nothing runs. It looks closely only at what the running
 * exercise is about.
 */
export class CourseObserver {
  private facts: CourseFacts = noFacts;
  private running: Exercise | undefined;
  private watched: { dispose(): void }[] | undefined;
  private readonly listeners = new Set<(facts: CourseFacts) => void>();
  private readonly hubSubscription: { dispose(): void };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private images: readonly EngineImage[] | undefined;
  /** Number of the last look: what an earlier one finds is dropped. */
  private turn = 0;
  /** True while the last result is of a trial that still runs. */
  private unfinished = false;
  /** Execs that the probes caused: their end is no reason to look again. */
  private readonly ownExecs = new Set<string>();
  /** The learner's commands that still run in containers. */
  private readonly openExecs = new Set<string>();
  /** True while a terminal of the exercise on this machine is open. */
  private shellHere = false;
  private shellTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: ObserverDeps) {
    this.hubSubscription = deps.hub.onDidChange(() => {
      if (!this.watched) return;
      this.setActive(false);
      this.setActive(true);
    });
  }

  get current(): CourseFacts {
    return this.facts;
  }

  /** The exercise that is looked at closely. What was remembered and answered for an earlier one is forgotten. */
  focus(exercise: Exercise | undefined): void {
    this.running = exercise;
    this.watchShells();
    this.publish({ ...this.facts, readings: {}, answers: {}, results: [], marks: new Set(), endings: [] });
    this.look();
  }

  onDidChange(listener: (facts: CourseFacts) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  setActive(active: boolean): void {
    if (active === (this.watched !== undefined)) return;
    if (active) {
      const live = this.deps.hub.current;
      this.watched = [
        live.hold(),
        live.onDidChange(() => {
          this.look();
        }),
        live.onEvent((event) => {
          this.note(event);
        }),
      ];
      this.look();
    } else {
      for (const subscription of this.watched ?? []) subscription.dispose();
      this.watched = undefined;
      this.turn++;
      this.images = undefined;
      this.openExecs.clear();
      clearTimeout(this.timer);
      clearTimeout(this.shellTimer);
    }
  }

  /** Looks again now. */
  look(): void {
    if (this.watched) void this.refresh(this.deps.hub.current, 0);
  }

  /** Told when a terminal of the exercise on this machine opens and closes. */
  setShellHere(open: boolean): void {
    this.shellHere = open;
    this.look();
    this.watchShells();
  }

  answer(question: string, choice: string): void {
    this.publish({ ...this.facts, answers: { ...this.facts.answers, [question]: choice } });
  }

  /** Takes what a trial gave; `ended` is false for the output so far of one that still runs. */
  take(result: TrialResult, ended: boolean): void {
    const others = this.unfinished ? this.facts.results.slice(0, -1) : this.facts.results;
    this.unfinished = !ended;
    this.publish({ ...this.facts, results: [...others, result] });
  }

  private note({ type, action, id, attributes }: EngineEvent): void {
    if (type === 'image' && /^(pull|load|import|tag|untag|delete|build)$/.test(action)) {
      this.images = undefined;
      this.look();
    }
    if (type !== 'container') return;
    const exec = attributes['execID'] ?? '';
    if (action.startsWith('exec_create') && this.isProbe(action)) this.ownExecs.add(exec);
    // What a learner does in a container with `docker exec` changes no list, but may be what is asked for.
    if (action === 'exec_die' && !this.ownExecs.delete(exec)) {
      this.openExecs.delete(exec);
      this.look();
    }
    // A detached command has just begun and tells no more: what it does is seen a little later.
    if (action.startsWith('exec_start') && !this.ownExecs.has(exec)) {
      this.openExecs.add(exec);
      this.watchShells();
      for (const pause of settling)
        setTimeout(() => {
          this.look();
        }, pause);
    }
    if (action === 'die') this.openExecs.clear();
    const exitCode = Number(attributes['exitCode'] ?? Number.NaN);
    if (action !== 'die' || Number.isNaN(exitCode)) return;
    const name = attributes['name'] ?? id.slice(0, 12);
    const ending = { id, name, image: attributes['image'] ?? '', exitCode };
    this.publish({ ...this.facts, endings: [...this.facts.endings, ending].slice(-20) });
  }

  /** What is typed in an open shell makes no event, so the probes are read every little while as long as it is open. */
  private watchShells(): void {
    clearTimeout(this.shellTimer);
    const { running, watched } = this;
    const open = this.shellHere || (this.openExecs.size > 0 && running?.probes !== undefined);
    if (!open || !running || !watched) return;
    this.shellTimer = setTimeout(() => void this.readShells(running), shellPause);
  }

  private async readShells(exercise: Exercise): Promise<void> {
    const live = this.deps.hub.current;
    const { turn } = this;
    const readings = await this.readProbes(live, [...live.snapshot.containers.values()], exercise);
    // A look that began meanwhile is newer.
    if (turn === this.turn && exercise === this.running) this.publish({ ...this.facts, readings });
    this.watchShells();
  }

  private isProbe(action: string): boolean {
    const ran = action.replace(/^exec_create: /, '').trimEnd();
    return (this.running?.probes ?? []).some(({ command }) => command.join(' ').trimEnd() === ran);
  }

  /** Read again only when an event may have changed them: an engine may hold hundreds. */
  private async readImages({ engine }: LiveEngine, exercise: Exercise | undefined): Promise<void> {
    if (!exercise || (!exercise.lab && !exercise.trials && !exercise.images)) return;
    this.images ??= await engine.images().catch(() => undefined);
  }

  private async refresh(live: LiveEngine, attempt: number): Promise<void> {
    const turn = ++this.turn;
    clearTimeout(this.timer);
    const exercise = this.running;
    const summaries = [...live.snapshot.containers.values()];
    const [containers, readings, stacks, engines] = await Promise.all([
      this.readContainers(live, summaries, exercise),
      this.readProbes(live, summaries, exercise),
      Promise.all(padProjects(summaries).map((project) => this.readStack(project, live, exercise))),
      this.deps.hub.endpoints().catch(() => []),
      this.readImages(live, exercise),
    ]);
    if (turn !== this.turn) return;
    const { info } = live.snapshot;
    this.publish({
      ...this.facts,
      containers,
      readings,
      stacks,
      engines: engines.map(({ name }) => name),
      ...(this.images && { images: this.images }),
      ...(info && {
        engine: {
          version: info.serverVersion,
          kernel: info.kernelVersion,
          cgroupVersion: info.cgroupVersion,
          defaultRuntime: info.defaultRuntime,
          runtimes: info.runtimes,
        },
      }),
    });
    const waiting = stacks.some(
      ({ services, pad }) =>
        services['app'] === 'running' && (pad?.padAnswers !== true || pad.redirect === undefined),
    );
    const pause = patience[attempt];
    if (waiting && pause !== undefined)
      this.timer = setTimeout(() => {
        void this.refresh(live, attempt + 1);
      }, pause * 1000);
  }

  private readContainers(
    live: LiveEngine,
    summaries: readonly ContainerSummary[],
    exercise: Exercise | undefined,
  ): Promise<ObservedContainer[]> {
    const newest = new Set(
      exercise?.ownContainers === true
        ? [...summaries].sort((a, b) => b.created - a.created).slice(0, ownAtMost)
        : [],
    );
    const ofLab = ({ labels, name }: ContainerSummary) =>
      exercise !== undefined &&
      (labels[courseLabel] === exercise.id ||
        exercise.probes?.some(({ container }) => container === name) === true);
    return Promise.all(
      summaries.map(async (summary) =>
        newest.has(summary) || ofLab(summary) ? withDetails(live, summary) : observeContainer(summary),
      ),
    );
  }

  private async readProbes(
    live: LiveEngine,
    summaries: readonly ContainerSummary[],
    exercise: Exercise | undefined,
  ): Promise<Record<string, string>> {
    const readings: Record<string, string> = {};
    for (const { key, container, command } of exercise?.probes ?? []) {
      const target = summaries.find(({ name, state }) => name === container && state === 'running');
      if (!target) continue;
      try {
        const { exitCode, stdout } = await live.engine.exec(target.id, command);
        if (exitCode === 0) readings[key] = stdout;
      } catch {
        // The container ended meanwhile: the reading stays absent, and its end is an event of its own.
      }
    }
    for (const probe of this.deps.mayRun() ? (exercise?.hostProbes ?? []) : []) {
      const reading = await readHostProbe(probe);
      if (reading !== undefined) readings[probe.key] = reading;
    }
    return readings;
  }

  private async readStack(
    project: ComposeProject,
    live: LiveEngine,
    exercise: Exercise | undefined,
  ): Promise<StackFacts> {
    const { files, services } = project;
    const [file = ''] = files;
    const text = await this.deps.readFile(file);
    const passwords = text === undefined ? undefined : await countDefaultPasswords(text, file);
    const states = [...services].map(
      ([name, { state }]) => [name, state === 'running' ? 'running' : 'stopped'] as const,
    );
    const pad =
      services.get('app')?.state === 'running'
        ? await probePad(services, bareHost(live.endpoint.host))
        : undefined;
    const drifted =
      exercise?.stack === true && file !== '' && this.deps.mayRun()
        ? await this.compare(project, live)
        : undefined;
    return {
      file: this.deps.shortName(file),
      services: Object.fromEntries(states),
      ...(passwords !== undefined && { defaultPasswords: passwords }),
      ...(pad && { pad }),
      ...(drifted && { drifted }),
    };
  }

  private async compare(project: ComposeProject, live: LiveEngine): Promise<string[] | undefined> {
    const files = project.files.flatMap((file) => ['--file', file]);
    const { stdout } = await docker(live.endpoint, ['compose', ...files, 'config', '--hash', '*']);
    return driftedServices(project, stdout);
  }

  private publish(facts: CourseFacts): void {
    const marks = this.running?.marks?.(facts) ?? [];
    const fresh = marks.some((mark) => !facts.marks.has(mark));
    this.facts = fresh ? { ...facts, marks: new Set([...facts.marks, ...marks]) } : facts;
    for (const listener of [...this.listeners]) listener(this.facts);
  }

  dispose(): void {
    this.setActive(false);
    this.hubSubscription.dispose();
    this.listeners.clear();
  }
}

/** Where the engine's ports are asked; an IPv6 address without the brackets that a URL puts around it. */
function bareHost(endpoint: string): string {
  return engineHost(endpoint)?.replace(/^\[|\]$/g, '') ?? '127.0.0.1';
}
