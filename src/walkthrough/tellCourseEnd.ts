import * as vscode from 'vscode';
import { countDone, type Progress } from '../course/courseState';
import { notify } from '../platform/notify';

/** Said where there is no exercise left to go on with. */
export async function tellCourseEnd(progress: Progress): Promise<void> {
  const { done } = countDone(progress);
  const summary = vscode.l10n.t('Export the Progress');
  const text = vscode.l10n.t('That was the last exercise: all {0} are done. Well done!', done);
  if ((await notify.information(text, summary)) === summary)
    await vscode.commands.executeCommand('unboxed.exportProgress');
}
