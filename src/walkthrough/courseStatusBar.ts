import * as vscode from 'vscode';
import type { PageState } from '../course/renderPage';
import { say } from '../platform/say';

/** Names the running exercise in the status bar and leads to its page. */
export class CourseStatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('unboxed.course', vscode.StatusBarAlignment.Left);

  constructor() {
    this.item.name = vscode.l10n.t('Unboxed Course');
    this.item.command = 'unboxed.continueCourse';
  }

  /** Undefined hides it. */
  show(page: PageState | undefined): void {
    if (!page) {
      this.item.hide();
      return;
    }
    const { exercise, state } = page;
    this.item.text = `$(mortar-board) ${say(exercise.title)}${state === 'done' ? ' $(check)' : ''}`;
    this.item.tooltip = say(exercise.goal);
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}
