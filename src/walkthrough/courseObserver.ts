import type { Exercise } from '../course/exercise';
import { noFacts, type CourseFacts, type TrialResult } from '../course/facts';
import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import type { EngineEvent, EngineImage } from '../engine/port';
import { msg } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import { padProjects } from './composeProjects';
import { observeContainers } from './observeContainers';
import { readProbes, type ProbeReading } from './readProbes';
import { PadProbe } from './probePad';
import { isStarting, readStack, type StackDeps, type StackReading } from './readStack';

/**
 * Seconds before the next look while a stack does not answer yet, or the engine did not answer. The last one is
 * repeated as long as the engine owes an answer; for the stack, only an event asks again then.
 */
const patience = [1, 2, 4, 8, 15, 30, 60, 60];
/** Milliseconds after the start of a learner’s command in a container at which to look again. */
const settling = [700, 3000, 10_000];
/** Milliseconds between two looks while a learner’s shell is open: what is typed in it makes no event. */
const shellPause = 2000;
export interface ObserverDeps extends StackDeps {
  readonly hub: EngineHub;
  /** Whether a compose file is of this workspace: stacks of other folders are not the learner's work here. */
  readonly isHere: (file: string) => boolean;
  /** Compose files of this workspace that look like the sample stack. */
  readonly stackFiles: () => Promise<readonly string[]>;
  /** Whether a program may be started for the facts. */
  readonly mayRun: () => boolean;
  /** Where a failure of one exercise, or of one listener, ends. */
  readonly boundary: ErrorBoundary;
}

/** What one look found. */
interface Look {
  readonly facts: Partial<CourseFacts>;
  readonly probed: ReadonlyMap<string, ProbeReading>;
  /** False where the engine owes an answer. */
  readonly complete: boolean;
}

/**
 * Keeps the course's facts while somebody needs them: holds the current engine, and looks again when an event
 * says that something happened. When it is not active nothing runs. It looks closely only at what the running
 * exercise is about. One look is under way at most: what happens meanwhile gives one more look after it, so that a
 * slow engine is not asked faster than it answers.
 */
export class CourseObserver {
  private facts: CourseFacts = noFacts;
  private running: Exercise | undefined;
  private watched: { dispose(): void }[] | undefined;
  private readonly listeners = new Set<(facts: CourseFacts) => void>();
  private readonly hubSubscription: { dispose(): void };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly probe = new PadProbe();
  private images: readonly EngineImage[] | undefined;
  /** How often the images were forgotten: an answer to an earlier question says nothing of what is there now. */
  private imageChanges = 0;
  /** The exercise's probes as last read. */
  private probed: ReadonlyMap<string, ProbeReading> = new Map();
  /** The look under way: what another one finds is dropped. */
  private underWay: object | undefined;
  /** True when something happened during the look under way. */
  private wanted = false;
  /** Looks since something happened. */
  private attempt = 0;
  /** True while the last result is of a trial that still runs. */
  private unfinished = false;
  /** Execs that the probes caused: their end is no reason to look again. */
  private readonly ownExecs = new Set<string>();
  /** The learner's commands that still run in containers. */
  private readonly openExecs = new Set<string>();
  /** True while a terminal of the exercise on this machine is open. */
  private shellHere = false;
  private shellTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly settlingTimers = new Set<ReturnType<typeof setTimeout>>();
  /** The engine of which the facts tell. */
  private live: LiveEngine | undefined;

  constructor(private readonly deps: ObserverDeps) {
    this.hubSubscription = deps.hub.onDidChange(() => {
      const active = this.watched !== undefined;
      this.setActive(false);
      if (this.live && this.live !== deps.hub.current) this.forgetEngine();
      this.setActive(active);
    });
  }

  get current(): CourseFacts {
    return this.facts;
  }

  /** The exercise that is looked at closely. What was remembered and answered for an earlier one is forgotten. */
  focus(exercise: Exercise | undefined): void {
    this.running = exercise;
    this.abandon();
    this.probed = new Map();
    this.watchShells();
    const facts = { ...this.facts };
    delete facts.before;
    this.publish({ ...facts, readings: {}, answers: {}, results: [], marks: new Set(), endings: [] });
    this.look();
  }

  onDidChange(listener: (facts: CourseFacts) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  setActive(active: boolean): void {
    if (active === (this.watched !== undefined)) return;
    if (active) {
      const live = (this.live = this.deps.hub.current);
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
      this.abandon();
      this.forgetImages();
      this.openExecs.clear();
      this.ownExecs.clear();
      for (const timer of [this.timer, this.shellTimer, ...this.settlingTimers]) clearTimeout(timer);
      this.settlingTimers.clear();
    }
  }

  /** Looks again now. */
  look(): void {
    if (!this.watched) return;
    this.attempt = 0;
    if (this.underWay) this.wanted = true;
    else this.inBackground(() => this.lookAround());
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
      this.forgetImages();
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
      for (const pause of settling) {
        const timer = setTimeout(() => {
          this.settlingTimers.delete(timer);
          this.look();
        }, pause);
        this.settlingTimers.add(timer);
      }
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
    this.shellTimer = setTimeout(() => {
      this.inBackground(() => this.readShells(running));
    }, shellPause);
  }

  private async readShells(exercise: Exercise): Promise<void> {
    // What is seen without the probes is told by events.
    if (!this.underWay) await this.perform(() => this.readProbes(exercise));
    this.watchShells();
  }

  private isProbe(action: string): boolean {
    const ran = action.replace(/^exec_create: /, '').trimEnd();
    return (this.running?.probes ?? []).some(({ command }) => command.join(' ').trimEnd() === ran);
  }

  /** Drops what the look under way will find. */
  private abandon(): void {
    this.underWay = undefined;
    this.wanted = false;
  }

  private async lookAround(): Promise<void> {
    clearTimeout(this.timer);
    const live = this.deps.hub.current;
    const found = await this.perform(() => this.gather(live, this.running));
    if (!found) return;
    const waiting = !found.complete || found.facts.stacks?.some(isStarting) === true;
    const pause = patience[this.attempt++] ?? (found.complete ? undefined : patience.at(-1));
    if (waiting && pause !== undefined)
      this.timer = setTimeout(() => {
        if (this.underWay) this.wanted = true;
        else this.inBackground(() => this.lookAround());
      }, pause * 1000);
  }

  /** Publishes what a look finds, unless it is no longer wanted: undefined then, and after the next one began. */
  private async perform(look: () => Promise<Look>): Promise<Look | undefined> {
    const mark = (this.underWay = {});
    // One that failed altogether has found nothing, and is due again.
    const found = await look().catch((error: unknown): Look => {
      this.deps.boundary.noted(msg('A look at the engine failed'), error);
      return { facts: {}, probed: this.probed, complete: false };
    });
    if (this.underWay !== mark) return undefined;
    this.underWay = undefined;
    this.probed = found.probed;
    this.publish({ ...this.facts, ...found.facts });
    if (!this.wanted) return found;
    this.wanted = false;
    this.look();
    return undefined;
  }

  private async gather(live: LiveEngine, exercise: Exercise | undefined): Promise<Look> {
    const summaries = [...live.snapshot.containers.values()];
    const { before = live.snapshot.info && new Set(live.snapshot.containers.keys()) } = this.facts;
    const [containers, probes, stacks, engines, imagesRead] = await Promise.all([
      observeContainers(live, summaries, exercise),
      this.readProbes(exercise),
      this.readStacks(live, exercise),
      this.deps.hub.endpoints().catch((error: unknown) => {
        this.deps.boundary.noted(msg('The engines of this machine could not be listed'), error);
        return [];
      }),
      this.readImages(live, exercise),
    ]);
    const { info } = live.snapshot;
    return {
      probed: probes.probed,
      complete:
        containers.complete && probes.complete && imagesRead && stacks.every(({ complete }) => complete),
      facts: {
        ...probes.facts,
        containers: containers.observed,
        stacks: stacks.map(({ facts }) => facts),
        ...(before && { before }),
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
      },
    };
  }

  /** The stacks of this workspace, those with containers first. */
  private async readStacks(live: LiveEngine, exercise: Exercise | undefined): Promise<StackReading[]> {
    const { isHere, stackFiles, mayRun } = this.deps;
    const running = padProjects(live.snapshot.containers.values()).filter(({ files }) => files.some(isHere));
    const files = exercise?.stack === true ? await stackFiles() : [];
    const others = files.filter((file) => !running.some((project) => project.files.includes(file)));
    const compared = !mayRun()
      ? 'never'
      : exercise?.stack === true
        ? 'always'
        : exercise
          ? 'never'
          : 'when-ready';
    return Promise.all(
      [...running, ...others.map((file) => ({ files: [file], services: new Map() }))].map((project) =>
        readStack(project, live, { ...this.deps, probe: this.probe }, compared),
      ),
    );
  }

  /** Read again only when an event may have changed them: an engine may hold hundreds. False without an answer. */
  private async readImages({ engine }: LiveEngine, exercise: Exercise | undefined): Promise<boolean> {
    if (!exercise || (!exercise.lab && !exercise.trials && !exercise.images)) return true;
    if (this.images) return true;
    const changes = this.imageChanges;
    const images = await engine.images().catch(() => undefined);
    if (changes === this.imageChanges) this.images = images;
    return images !== undefined;
  }

  /** Keeps only what the learner did, and what is known of all engines. */
  private forgetEngine(): void {
    const { engines, answers, results, marks } = this.facts;
    this.live = undefined;
    this.probed = new Map();
    this.publish({ ...noFacts, engines, answers, results, marks });
  }

  private forgetImages(): void {
    this.images = undefined;
    this.imageChanges++;
  }

  private async readProbes(exercise: Exercise | undefined): Promise<Look> {
    const { engine, snapshot } = this.deps.hub.current;
    const containers = [...snapshot.containers.values()];
    const { read, complete } = await readProbes(
      { engine, containers, mayRun: this.deps.mayRun() },
      exercise ?? {},
      this.probed,
    );
    const readings = Object.fromEntries([...read].map(([key, { text }]) => [key, text]));
    return { facts: { readings }, probed: read, complete };
  }

  private publish(facts: CourseFacts): void {
    const marks = this.marksOf(facts);
    const fresh = marks.some((mark) => !facts.marks.has(mark));
    this.facts = fresh ? { ...facts, marks: new Set([...facts.marks, ...marks]) } : facts;
    for (const listener of [...this.listeners])
      this.inBackground(() => {
        listener(this.facts);
      });
  }

  private marksOf(facts: CourseFacts): readonly string[] {
    try {
      return this.running?.marks?.(facts) ?? [];
    } catch (error) {
      this.deps.boundary.noted(this.running?.title ?? msg('An exercise'), error);
      return [];
    }
  }

  private inBackground(work: () => unknown): void {
    this.deps.boundary.background(msg('The course could not look at the engine'), work);
  }

  dispose(): void {
    this.setActive(false);
    this.hubSubscription.dispose();
    this.listeners.clear();
  }
}
