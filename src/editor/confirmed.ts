import * as vscode from 'vscode';
import { asksBefore, type Deed } from './model/confirmPolicy';

/** As the reader has set it for a file. */
const asks = (deed: Deed, document: vscode.TextDocument): boolean =>
  asksBefore(vscode.workspace.getConfiguration('unboxed.compose', document).get('confirm', 'stopping'), deed);

/** Asks before the processes of a running service end, where the reader wants to be asked. */
export async function confirmed(
  action: Exclude<Deed, 'up'>,
  document: vscode.TextDocument,
  service: unknown,
): Promise<boolean> {
  if (!asks(action, document)) return true;
  const yes = {
    stop: vscode.l10n.t('Stop'),
    restart: vscode.l10n.t('Restart'),
    converge: vscode.l10n.t('Converge'),
  }[action];
  const answer = await vscode.window.showWarningMessage(
    typeof service === 'string'
      ? vscode.l10n.t('{0}: {1}?', service, yes)
      : vscode.l10n.t('All services of this file: {0}?', yes),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Their processes end. What is in volumes stays. (Setting: unboxed.compose.confirm)',
      ),
    },
    yes,
  );
  return answer === yes;
}

/** Asks before something is started, where the reader wants to be asked every time. */
export async function confirmedUp(
  document: vscode.TextDocument,
  service: string | undefined,
): Promise<boolean> {
  if (!asks('up', document)) return true;
  const yes = vscode.l10n.t('Up');
  const answer = await vscode.window.showInformationMessage(
    service === undefined
      ? vscode.l10n.t('Start all services of this file?')
      : vscode.l10n.t('Start {0}, and what it depends on?', service),
    { modal: true },
    yes,
  );
  return answer === yes;
}
