import * as vscode from 'vscode';

export type ExerciseState = 'done' | 'skipped';
type Stored = Readonly<Record<string, { readonly state: ExerciseState; readonly at: string }>>;
const key = 'unboxed.course.progress';

/** What the learner has done, kept per user. An exercise that is absent is still to do. */
export class Progress implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  state(exercise: string): ExerciseState | undefined {
    return this.stored()[exercise]?.state;
  }

  /** ISO date and time at which the exercise got its state. */
  since(exercise: string): string | undefined {
    return this.stored()[exercise]?.at;
  }

  async set(exercise: string, state: ExerciseState | undefined): Promise<void> {
    const next = new Map(Object.entries(this.stored()));
    if (state) next.set(exercise, { state, at: new Date().toISOString() });
    else next.delete(exercise);
    await this.memento.update(key, Object.fromEntries(next));
    this.changed.fire();
  }

  private stored(): Stored {
    return this.memento.get<Stored>(key, {});
  }

  dispose(): void {
    this.changed.dispose();
  }
}
