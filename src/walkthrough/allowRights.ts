import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import type { Exercise } from '../course/exercise';
import { say } from '../platform/say';

/** Asks before a lab gets more rights than an ordinary container. True when it needs none, or was allowed them. */
export async function allowRights({ rights }: Exercise): Promise<boolean> {
  if (!rights || !vscode.workspace.isTrusted) return true;
  const yes = vscode.l10n.t('Start the Lab');
  const answer = await notify.question(
    vscode.l10n.t('This lab needs more rights than an ordinary container.'),
    say(rights),
    yes,
  );
  return answer === yes;
}
