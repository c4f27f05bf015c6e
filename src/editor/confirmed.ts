import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { visibleText } from '../platform/visibleText';
import { asksBefore, type Deed } from './model/confirmPolicy';

/** As the reader has set it for a file. */
const asks = (deed: Deed, document: vscode.TextDocument): boolean =>
  asksBefore(vscode.workspace.getConfiguration('unboxed.compose', document).get('confirm', 'stopping'), deed);

/** Asks before the processes of a running service end, where the reader wants to be asked. */
export async function confirmed(
  action: 'stop' | 'restart',
  document: vscode.TextDocument,
  service: unknown,
): Promise<boolean> {
  if (!asks(action, document)) return true;
  const yes = { stop: vscode.l10n.t('Stop'), restart: vscode.l10n.t('Restart') }[action];
  const answer = await notify.question(
    typeof service === 'string'
      ? vscode.l10n.t('{0}: {1}?', visibleText(service), yes)
      : vscode.l10n.t('All services of this file: {0}?', yes),
    `${vscode.l10n.t('Their processes end. What is in volumes stays.')} ${whereToSet()}`,
    yes,
  );
  return answer === yes;
}

/** What happens to services when what runs is made what the file says, by their names. */
export interface Consequences {
  readonly recreated: readonly string[];
  readonly removed: readonly string[];
  readonly restarted: readonly string[];
}

/**
 * Asks before containers are made anew, and says which. Where no process ends there is nothing to ask, unless the
 * reader wants to be asked each time.
 */
export async function confirmedConverge(
  document: vscode.TextDocument,
  { recreated, removed, restarted }: Consequences,
): Promise<boolean> {
  const ends = [recreated, removed, restarted].some((names) => names.length > 0);
  if (!asks(ends ? 'converge' : 'up', document)) return true;
  const yes = vscode.l10n.t('Apply the File');
  const names = (all: readonly string[]): string => all.map((one) => visibleText(one)).join(', ');
  const line = (all: readonly string[], text: (names: string) => string): string[] =>
    all.length > 0 ? [text(names(all))] : [];
  const answer = await notify.question(
    vscode.l10n.t('Make what runs what the file says (converge)?'),
    [
      ...line(recreated, (all) => vscode.l10n.t('Stopped and made anew: {0}.', all)),
      ...line(restarted, (all) => vscode.l10n.t('Stopped and started again: {0}.', all)),
      ...line(removed, (all) => vscode.l10n.t('Stopped and removed: {0}.', all)),
      ends
        ? vscode.l10n.t(
            'Everything else runs on. What is in volumes stays; what was written beside them goes.',
          )
        : vscode.l10n.t('Nothing that runs is stopped.'),
      '',
      whereToSet(),
    ].join('\n'),
    yes,
  );
  return answer === yes;
}

const whereToSet = (): string => vscode.l10n.t('(Setting: unboxed.compose.confirm)');

/** Asks before something is started, where the reader wants to be asked every time. */
export async function confirmedUp(
  document: vscode.TextDocument,
  service: string | undefined,
): Promise<boolean> {
  if (!asks('up', document)) return true;
  const yes = vscode.l10n.t('Up');
  const answer = await notify.question(
    service === undefined
      ? vscode.l10n.t('Start all services of this file?')
      : vscode.l10n.t('Start {0}, and what it depends on?', visibleText(service)),
    '',
    yes,
  );
  return answer === yes;
}
