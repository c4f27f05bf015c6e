import * as vscode from 'vscode';
import { chapterKey, chapters, exercises } from '../course/chapters';
import { certificate, isComplete, nextExercise, type ExerciseState } from '../course/courseState';
import type { Exercise, LabContext } from '../course/exercise';
import type { CourseFacts } from '../course/facts';
import { withoutEngine } from '../course/renderNeeds';
import type { EngineHub } from '../engine/liveSnapshot';
import { findDocker } from '../findDocker';
import { msg } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import { notify } from '../platform/notify';
import { setContext } from '../platform/setContext';
import { say } from '../platform/say';
import { CourseObserver } from './courseObserver';
import { CourseStatusBar } from './courseStatusBar';
import { newSession, pageOf, type ExerciseSession } from './exerciseSession';
import { allowRights } from './allowRights';
import { ExercisePanel, type PageAction } from './exercisePanel';
import { LabRunner } from './labRunner';
import { LabTerminal } from './labTerminal';
import { mayStart } from './mayStart';
import { missingDocker } from './missingDocker';
import { obtainLabImage } from './obtainImage';
import { ProgressStore } from './progress';
import { resetWords, startProblem } from './resetWords';
import { tellCourseEnd } from './tellCourseEnd';
import { isOfWorkspace, SampleStackSearch } from './findSampleStacks';
import { doneExercises } from './doneExercises';
import { readTextFile } from './readTextFile';
import { runsFolder } from './hasAbandonedRuns';
import { RunRecords } from './runRecords';

export interface CourseDeps {
  readonly hub: EngineHub;
  readonly memento: vscode.Memento;
  readonly extensionUri: vscode.Uri;
  /** A folder of the extension's own, the same for all windows. */
  readonly storageUri: vscode.Uri;
  readonly boundary: ErrorBoundary;
}

/** The course at work: what is done, the running exercise with its lab and page, and the walkthrough's ticks. */
export class CourseApp implements vscode.Disposable {
  readonly progress: ProgressStore;
  private readonly observer: CourseObserver;
  private readonly labs: LabRunner;
  private readonly panel: ExercisePanel;
  private readonly terminal: LabTerminal;
  private readonly statusBar = new CourseStatusBar();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fired when the state of an exercise changed. */
  readonly onDidChange = this.changed.event;
  private readonly disposables: vscode.Disposable;
  private session: ExerciseSession | undefined;
  private walkthroughVisible = false;

  private readonly hub: EngineHub;
  private readonly boundary: ErrorBoundary;

  constructor({ hub, memento, extensionUri, storageUri, boundary }: CourseDeps) {
    this.hub = hub;
    this.boundary = boundary;
    this.progress = new ProgressStore(memento);
    const search = new SampleStackSearch();
    this.observer = new CourseObserver({
      hub,
      readFile: readTextFile,
      shortName: (file) => vscode.workspace.asRelativePath(file),
      mayRun: () => vscode.workspace.isTrusted,
      isHere: isOfWorkspace,
      stackFiles: async () => (await search.find()).map(({ fsPath }) => fsPath),
      boundary,
    });
    this.labs = new LabRunner(() => hub.current.endpoint, new RunRecords(runsFolder(storageUri)));
    this.panel = new ExercisePanel(
      extensionUri,
      boundary,
      boundary.listener(msg('The exercise’s page did not do what its button says'), (action, argument) =>
        this.act(action, argument),
      ),
      boundary.listener(msg('The exercise could not be cleared away'), () => this.leave()),
    );
    this.terminal = new LabTerminal((open) => {
      this.observer.setShellHere(open);
    });
    const observing = this.observer.onDidChange((facts) => {
      boundary.background(msg('The progress could not be kept'), this.tick(facts));
    });
    this.disposables = vscode.Disposable.from(
      this.progress,
      this.panel,
      this.terminal,
      this.statusBar,
      this.changed,
      new vscode.Disposable(() => {
        observing.dispose();
        this.observer.dispose();
      }),
      this.progress.onDidChange(() => {
        this.show();
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (/\.(ya?ml|env|conf)$/.test(uri.path)) this.observer.look();
      }),
    );
    this.show();
  }

  /** While a walkthrough can be seen its steps follow the engine. */
  setWalkthroughVisible(visible: boolean): void {
    this.walkthroughVisible = visible;
    this.watch();
  }

  state({ id }: Exercise): ExerciseState {
    const recorded = this.progress.all[id]?.state;
    if (this.session?.exercise.id === id && recorded === undefined) return 'doing';
    return recorded ?? 'todo';
  }

  /** Opens an exercise's page: the named one, or the next one to do. */
  open(id?: string): void {
    const exercise =
      exercises.find((candidate) => candidate.id === id) ??
      this.session?.exercise ??
      nextExercise(this.progress.all) ??
      exercises[0];
    if (!exercise) return;
    if (this.session?.exercise.id !== exercise.id) {
      this.boundary.background(msg('The exercise could not be cleared away'), this.clear(this.session));
      this.session = newSession(exercise);
      this.observer.focus(exercise);
    }
    this.watch();
    this.show(true);
  }

  async reset(exercise: Exercise): Promise<void> {
    if (!mayStart()) return;
    const renewed = this.session?.exercise.id === exercise.id ? this.renew(exercise) : undefined;
    const reset = await this.labs.reset(exercise.id);
    // Before it counts as one to do: what is known of what went would tick it again.
    if (this.isOpen(renewed)) this.observer.focus(exercise);
    await this.progress.set(exercise.id, undefined);
    const words = resetWords(reset);
    const plain = reset.silent === undefined && reset.held === 0;
    this.update(renewed, { busy: false, ...(!plain && { problem: words }) });
    if (plain || this.isOpen(renewed)) vscode.window.setStatusBarMessage(words, 5000);
    else await notify.warning(words);
  }

  async resetAll(): Promise<void> {
    if (!mayStart()) return;
    const yes = vscode.l10n.t('Reset the Course');
    const answer = await notify.question(
      vscode.l10n.t('Forget all progress and remove everything that the exercises made?'),
      vscode.l10n.t('What you built or committed from it stays.'),
      yes,
    );
    if (answer !== yes) return;
    const renewed = this.session && this.renew(this.session.exercise);
    const failed = await this.labs.resetAll();
    if (this.session) this.observer.focus(this.session.exercise);
    await this.progress.clear();
    this.update(renewed, { busy: false });
    if (failed) await notify.warning(resetWords(failed));
  }

  /** Ends the session of the exercise on the page and begins another, in which nothing can be done yet. */
  private renew(exercise: Exercise): ExerciseSession {
    this.terminal.close();
    const session = { ...newSession(exercise), busy: true };
    this.session = session;
    this.draw();
    return session;
  }

  async skip(exercise: Exercise): Promise<void> {
    await this.progress.set(exercise.id, 'skipped');
    const next = nextExercise(this.progress.all, exercise);
    if (next) this.open(next.id);
  }

  /** Opens the exercise that is under way, or the next one; says so where all are done. */
  async goOn(): Promise<void> {
    const { session } = this;
    if (session && this.state(session.exercise) === 'doing') {
      this.open();
      return;
    }
    const next = nextExercise(this.progress.all, session?.exercise);
    if (next) this.open(next.id);
    else await tellCourseEnd(this.progress.all);
  }

  /** Fills the page that the editor has kept over a reload; the lab of its exercise goes on. */
  async restore(panel: vscode.WebviewPanel, exerciseId: string): Promise<void> {
    const exercise = exercises.find(({ id }) => id === exerciseId);
    if (!exercise) {
      panel.dispose();
      return;
    }
    const image = await this.labs.adopt(exercise.id);
    this.panel.take(panel);
    this.open(exercise.id);
    if (image !== undefined) this.update(this.session, { lab: { image } });
  }

  /** Removes what windows that were killed have left behind. */
  async clearAbandoned(): Promise<void> {
    if (vscode.workspace.isTrusted) await this.labs.clearAbandoned();
  }

  async exportProgress(): Promise<void> {
    const document = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: certificate(this.progress.all, say),
    });
    await vscode.window.showTextDocument(document);
  }

  private async act(action: PageAction, argument: string): Promise<void> {
    const { session } = this;
    if (!session) return;
    const { exercise } = session;
    switch (action) {
      case 'start':
        return this.begin(session);
      case 'try':
        return this.runTrials(session);
      case 'terminal':
        if (mayStart()) await this.terminal.show(exercise, this.hub.current.endpoint);
        break;
      case 'type': {
        const stage = exercise.stages?.(this.observer.current).find(({ id }) => id === argument);
        if (stage && mayStart()) await this.terminal.type(exercise, this.hub.current.endpoint, stage.command);
        break;
      }
      case 'hint':
        this.update(session, { hintsShown: true });
        break;
      case 'solution':
        this.update(session, { solutionShown: true });
        break;
      case 'check':
        this.update(session, { hintsShown: true, checking: true });
        this.observer.look();
        break;
      case 'reset':
        return this.reset(exercise);
      case 'skip':
        return this.skip(exercise);
      case 'next':
        return this.goOn();
      case 'action':
        if (exercise.action)
          await vscode.commands.executeCommand(exercise.action.command, ...(exercise.action.args ?? []));
        break;
      case 'answer': {
        const [question = '', choice = ''] = argument.split('=');
        this.observer.answer(question, choice);
        break;
      }
    }
  }

  private async begin(session: ExerciseSession): Promise<void> {
    if (!(await allowRights(session.exercise))) return;
    const lab = await this.prepare(session);
    if (!lab || !this.isOpen(session)) return;
    this.terminal.close();
    this.update(session, { busy: true, problem: undefined });
    let problem: string | undefined;
    try {
      this.observer.focus(session.exercise);
      await this.labs.start(session.exercise, lab);
    } catch (error) {
      problem = startProblem(error);
    }
    if (!this.isOpen(session)) return;
    this.update(session, problem === undefined ? { lab, busy: false } : { problem, busy: false });
    this.observer.look();
  }

  private async runTrials(session: ExerciseSession): Promise<void> {
    const lab = session.lab ?? (await this.prepare(session));
    if (!lab || !this.isOpen(session)) return;
    this.update(session, { busy: true, problem: undefined, lab });
    await this.labs.try(session.exercise, lab, {
      ask: () => this.hub.current.engine.info(),
      onResult: (result, ended) => {
        if (this.isOpen(session)) this.observer.take(result, ended);
      },
    });
    if (!this.isOpen(session)) return;
    this.update(session, { busy: false });
    this.observer.look();
  }

  private async prepare(session: ExerciseSession): Promise<LabContext | undefined> {
    if (!vscode.workspace.isTrusted) {
      this.update(session, {
        problem: vscode.l10n.t('Unboxed starts nothing in a workspace that you don’t trust.'),
      });
      return undefined;
    }
    if ((await findDocker()) === undefined) {
      this.update(session, { problem: missingDocker() });
      return undefined;
    }
    const obtained = await obtainLabImage(this.hub.current.engine);
    if (obtained && 'image' in obtained) return obtained;
    if (obtained) this.update(session, { problem: `${obtained.problem}\n${say(withoutEngine(say))}` });
    return undefined;
  }

  /** Whether it goes on still: what takes time may end after another exercise was opened, or the same one reset. */
  private isOpen(session: ExerciseSession | undefined): boolean {
    return session !== undefined && this.session?.key === session.key;
  }

  /** Does nothing to a session that has ended. */
  private update(session: ExerciseSession | undefined, change: Partial<ExerciseSession>): void {
    if (!this.session || !this.isOpen(session)) return;
    this.session = { ...this.session, ...change };
    this.draw();
  }

  /** Marks what the facts show to be done: the running exercise, and those that need no lab at any time. */
  private async tick(facts: CourseFacts): Promise<void> {
    const { all } = this.progress;
    const counting = exercises.filter(
      (each) => all[each.id]?.state !== 'done' && (each === this.session?.exercise || isPassive(each)),
    );
    // At once: a moment later the facts may be those of an exercise that has been left or reset.
    const done = doneExercises(counting, facts, this.boundary);
    await Promise.all(done.map(({ id }) => this.progress.set(id, 'done')));
    if (this.session?.checking === true)
      this.update(this.session, {
        checking: false,
        checked: new Date().toLocaleTimeString(vscode.env.language),
      });
    else this.draw();
  }

  private watch(): void {
    const toDo = exercises.some(({ id }) => this.progress.all[id] === undefined);
    this.observer.setActive(this.session !== undefined || (this.walkthroughVisible && toDo));
  }

  /** The page was closed: the exercise rests; its lab, if any, ends by itself. */
  private async leave(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    this.observer.focus(undefined);
    this.watch();
    this.show();
    await this.clear(session);
  }

  /**
   * Removes the lab of an exercise that is left, or ends the making of it and the runs; what was made would end by
   * itself, but later.
   */
  private async clear(session: ExerciseSession | undefined): Promise<void> {
    if (session) this.terminal.close();
    if (!session?.lab && session?.busy !== true) return;
    const { silent } = await this.labs.reset(session.exercise.id);
    if (silent !== undefined) this.boundary.noted(session.exercise.title, new Error(silent));
  }

  /** Shows the states everywhere: the walkthrough's ticks, the tree, the page. */
  private show(reveal = false): void {
    for (const chapter of chapters)
      setContext(chapterKey(chapter.id), isComplete(chapter, this.progress.all));
    this.draw(reveal);
    this.changed.fire();
  }

  /** Draws what new facts change: the page and the status bar, not the tree. */
  private draw(reveal = false): void {
    const { session } = this;
    const page =
      session && pageOf(session, this.state(session.exercise), this.observer.current, this.hub.current);
    if (page) this.panel.show(page, reveal);
    this.statusBar.show(page);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

/** Can be true on a machine without the exercise having been opened. */
function isPassive(exercise: Exercise): boolean {
  return !exercise.lab && !exercise.trials && !exercise.questions && !exercise.marks && !exercise.hostProbes;
}
