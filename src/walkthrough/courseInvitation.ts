import * as vscode from 'vscode';

const seenKey = 'unboxed.course.seen';

/** Names the course in the status bar until it was opened once, so that it is found in the first minute. */
export class CourseInvitation implements vscode.Disposable {
  private item: vscode.StatusBarItem | undefined;

  constructor(private readonly memento: vscode.Memento) {
    if (memento.get(seenKey) === true) return;
    this.item = vscode.window.createStatusBarItem('unboxed.invitation', vscode.StatusBarAlignment.Left);
    this.item.name = vscode.l10n.t('Unboxed Course');
    this.item.text = `$(mortar-board) ${vscode.l10n.t('Docker Course')}`;
    this.item.tooltip = vscode.l10n.t(
      'Learn Docker from the inside: twelve short chapters, verified on your own engine',
    );
    this.item.command = 'unboxed.openWalkthrough';
    this.item.show();
  }

  /** The course was opened. */
  async accept(): Promise<void> {
    if (!this.item) return;
    this.dispose();
    await this.memento.update(seenKey, true);
  }

  dispose(): void {
    this.item?.dispose();
    this.item = undefined;
  }
}
