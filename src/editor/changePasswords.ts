import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { CredentialGroup } from '../compose/credentials/linkedCopies';
import {
  rewriteStrategies,
  type RewritePlan,
  type RewriteStrategy,
} from '../compose/credentials/rewritePlan';
import type { ComposeDocuments } from './composeDocuments';
import { withoutLinks } from '../platform/withoutLinks';
import { uriOf } from './filesAround';
import { toWorkspaceEdit } from './toWorkspaceEdit';

/** How passwords are to be changed. */
export interface ChangeRequest {
  /** Only the secret that stands at this offset of the document, with its copies. */
  readonly at?: number;
  /** Asked for when absent. */
  readonly strategy?: RewriteStrategy;
  /** Shows every place first, for the reader to agree. */
  readonly preview?: boolean;
}

/** Words that stand safely in `${NAME:?…}`, whatever the language. */
const reminder = (): string => vscode.l10n.t('set it in .env').replace(/[^\p{L}\p{N} .]/gu, ' ');

/**
 * Gives default passwords new values: every copy in every file, as one edit that is undone in one step. Gives
 * the plan that was applied; undefined where nothing was changed.
 */
export async function changePasswords(
  documents: ComposeDocuments,
  document: vscode.TextDocument,
  request: ChangeRequest,
): Promise<RewritePlan | undefined> {
  const strategy = request.strategy ?? (await askStrategy());
  if (!strategy) return undefined;
  const { analyse, plan } = await import('./composeAnalysis');
  const make = async (): Promise<RewritePlan | undefined> => {
    const analysed = await documents.of(document);
    if (!analysed) return undefined;
    const set = documents.setOf(document);
    const analysis = analyse(set, { profile: 'learn' });
    const groups = analysis.defaults.filter((group) => isWanted(group, document, request.at));
    if (groups.length === 0) return undefined;
    return plan(analysis, groups, {
      strategy,
      randomBytes: (count) => randomBytes(count),
      reminder: reminder(),
      dotEnvFile: set.dotEnvFiles.at(-1) ?? '.env',
    });
  };
  const first = await make();
  if (!first) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No default password is left in this file.'));
    return undefined;
  }
  if (first.unreadable.length > 0) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'No password was changed: {0} is there, but is no text in UTF-8, so the new password could not be written into it. Open it, use “Save with Encoding” to make it UTF-8, then try again.',
        withoutLinks(first.unreadable.join(', ')),
      ),
    );
    return undefined;
  }
  // The editor's own view of each file counts from here on (line ends, unsaved text).
  for (const file of filesOf(first))
    if (!first.creates.includes(file)) await vscode.workspace.openTextDocument(uriOf(document.uri, file));
  const rewrite = (await make()) ?? first;
  const edit = await toWorkspaceEdit(document.uri, rewrite);
  const preview = request.preview === true ? (await import('./showFirst')).showFirst(edit) : undefined;
  const applied = await vscode.workspace.applyEdit(edit);
  preview?.dispose();
  if (!applied) {
    // Of a preview the reader said no; without one, VS Code could not.
    if (!preview)
      void vscode.window.showErrorMessage(
        vscode.l10n.t('No password was changed: VS Code could not change all files together.'),
      );
    return undefined;
  }
  if (preview && !(await isWhole(document.uri, rewrite)))
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Not every place was ticked: copies of a password differ now, and something will no longer log in. Undo takes it back.',
      ),
    );
  else reportChange(rewrite);
  return rewrite;
}

const filesOf = ({ edits }: RewritePlan): string[] => [...new Set(edits.map(({ file }) => file))];

/** Whether all that was planned stands in the files. */
async function isWhole(document: vscode.Uri, { edits }: RewritePlan): Promise<boolean> {
  const texts = await Promise.all(
    edits.map(async ({ file, newText }) => {
      const text = (await vscode.workspace.openTextDocument(uriOf(document, file))).getText();
      // Line ends are the document’s own.
      return text.replaceAll('\r', '').includes(newText.replaceAll('\r', ''));
    }),
  ).catch(() => [false]);
  return texts.every(Boolean);
}

function isWanted(
  { sites }: CredentialGroup,
  document: vscode.TextDocument,
  at: number | undefined,
): boolean {
  if (at === undefined) return true;
  return sites.some(
    ({ use }) => use.file === document.uri.fsPath && use.range.start <= at && at <= use.range.end,
  );
}

/** Saves the files of a plan. Gives false where one of them could not be saved, which is said. */
export async function saveChanged(document: vscode.Uri, plan: RewritePlan): Promise<boolean> {
  for (const file of filesOf(plan)) {
    const uri = uriOf(document, file).toString();
    const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
    if (open?.isDirty && !(await open.save())) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          '{0} could not be saved, so nothing was started and no database was changed. Save it, then press “Up” again; undo brings the old password back.',
          withoutLinks(file),
        ),
      );
      return false;
    }
  }
  return true;
}

function reportChange({ secrets, skipped, edits }: RewritePlan): void {
  const places = new Set(
    secrets.flatMap(({ places: all }) => all.map(({ file, range }) => `${file}:${range.start}`)),
  ).size;
  const files = new Set(edits.map(({ file }) => file)).size;
  if (skipped.length > 0)
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Passwords changed: {0}. {1} could not be changed safely: {2}.',
        secrets.length,
        skipped.length,
        withoutLinks(skipped.map(({ owner }) => `${owner.service}: ${owner.name}`).join(', ')),
      ),
    );
  else
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('Passwords changed: {0} (places: {1}, files: {2}).', secrets.length, places, files),
      8000,
    );
}

async function askStrategy(): Promise<RewriteStrategy | undefined> {
  const labels: Record<RewriteStrategy, [string, string]> = {
    'in-place': [
      vscode.l10n.t('In this file'),
      vscode.l10n.t('Where the old passwords stand. Simple; do not share the file any more.'),
    ],
    dotenv: [
      vscode.l10n.t('In .env'),
      vscode.l10n.t('The file keeps a variable and can be shared; the password stays on this machine.'),
    ],
    secrets: [
      vscode.l10n.t('In Compose secrets'),
      vscode.l10n.t('As files in the containers, where the image reads them; the others through .env.'),
    ],
  };
  const picked = await vscode.window.showQuickPick(
    rewriteStrategies.map((strategy) => ({
      label: labels[strategy][0],
      detail: labels[strategy][1],
      strategy,
    })),
    { placeHolder: vscode.l10n.t('Where should the new passwords stand?') },
  );
  return picked?.strategy;
}
