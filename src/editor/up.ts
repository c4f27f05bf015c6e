import * as vscode from 'vscode';
import type { EngineHub } from '../engine/liveSnapshot';
import type { PendingPasswords } from './model/pendingPasswords';
import { changePasswords, saveChanged } from './changePasswords';
import { confirmedUp } from './confirmed';
import { runCompose } from './composeRun';
import type { ComposeDocuments } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import type { ProjectWatch } from './projectWatch';
import { saveStack } from './saveStack';

export interface UpDeps {
  readonly documents: ComposeDocuments;
  readonly settings: ComposeSettings;
  readonly hub: EngineHub;
  readonly watch: ProjectWatch;
  readonly pending: PendingPasswords;
}

/**
 * Starts a stack or one of its services. Where default passwords are left it asks first; what is typed is saved
 * before, since compose reads the disk. Gives the exit code; undefined when nothing was started.
 */
export async function up(
  { documents, settings, hub, watch, pending }: UpDeps,
  document: vscode.TextDocument,
  service: string | undefined,
): Promise<number | undefined> {
  if (vscode.workspace.isTrusted) {
    const answer = await askAboutPasswords(documents, settings, document);
    if (answer === 'cancel') return undefined;
    if (answer === 'change') {
      const changed = await changePasswords(documents, document, { strategy: 'in-place' });
      if (!changed) return undefined;
      pending.remember(document.uri.toString(), changed);
      if (!(await saveChanged(document.uri, changed))) return undefined;
    }
    const analysed = await documents.of(document);
    if (analysed && !(await saveStack(analysed))) return undefined;
    const { finishPending } = await import('./finishPending');
    if (analysed && !(await finishPending({ settings, watch, pending }, analysed))) return undefined;
  }
  if (!(await confirmedUp(document, service))) return undefined;
  return runCompose(
    { file: document.uri, endpoint: hub.current.endpoint },
    settings,
    ['up', '--detach'],
    service === undefined ? [] : [service],
  );
}

/** Asks at the very point where it matters, unless the workspace remembers that it shall not for this file. */
async function askAboutPasswords(
  documents: ComposeDocuments,
  settings: ComposeSettings,
  document: vscode.TextDocument,
): Promise<'change' | 'up' | 'cancel'> {
  if (settings.of(document.uri).upWithDefaults) return 'up';
  const analysed = await documents.of(document);
  const groups = analysed?.analysis.defaults ?? [];
  if (groups.length === 0) return 'up';
  const change = vscode.l10n.t('Change them and up');
  const anyway = vscode.l10n.t('Up anyway');
  const always = vscode.l10n.t('Up anyway, never ask for this file');
  const where = [...new Set(groups.map(({ owner }) => `${owner.service}: ${owner.name}`))];
  const answer = await vscode.window.showWarningMessage(
    groups.length === 1
      ? vscode.l10n.t('A default password is left in this stack.')
      : vscode.l10n.t('{0} default passwords are left in this stack.', groups.length),
    {
      modal: true,
      detail: `${where.slice(0, 8).join('\n')}\n\n${vscode.l10n.t(
        'Anybody can look them up, and a database takes its password only once, when it is started for the first time. Now is the moment to change them: every copy changes together, and one undo takes it back.',
      )}`,
    },
    change,
    anyway,
    always,
  );
  if (answer === change) return 'change';
  if (answer === always) await settings.set(document.uri, { upWithDefaults: true });
  return answer === undefined ? 'cancel' : 'up';
}
