import * as vscode from 'vscode';
import type { Exercise } from '../course/exercise';
import { translate } from './courseWords';

/** Asks before a lab gets more rights than an ordinary container. True when it needs none, or was allowed them. */
export async function allowRights({ rights }: Exercise): Promise<boolean> {
  if (!rights || !vscode.workspace.isTrusted) return true;
  const yes = vscode.l10n.t('Start the Lab');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('This lab needs more rights than an ordinary container.'),
    { modal: true, detail: translate(rights) },
    yes,
  );
  return answer === yes;
}
