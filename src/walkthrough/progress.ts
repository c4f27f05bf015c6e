import * as vscode from 'vscode';
import type { Progress, Recorded } from '../course/courseState';

const key = 'unboxed.course.progress';

/** What the learner has done, kept for the user and so for all workspaces. */
export class ProgressStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  get all(): Progress {
    return this.memento.get<Progress>(key, {});
  }

  /** Records a state; undefined makes the exercise one to do again. */
  async set(exercise: string, state: Recorded['state'] | undefined): Promise<void> {
    const next = new Map(Object.entries(this.all));
    if (state) next.set(exercise, { state, at: new Date().toISOString() });
    else next.delete(exercise);
    await this.memento.update(key, Object.fromEntries(next));
    this.changed.fire();
  }

  async clear(): Promise<void> {
    await this.memento.update(key, {});
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
