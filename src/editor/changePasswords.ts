import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import type { CredentialGroup } from '../compose/credentials/linkedCopies';
import {
  rewriteStrategies,
  type RewritePlan,
  type RewriteStrategy,
} from '../compose/credentials/rewritePlan';
import type { ComposeDocuments } from './composeDocuments';
import type { PendingPasswords } from './model/pendingPasswords';
import { uriOf } from './filesAround';
import { toWorkspaceEdit } from './toWorkspaceEdit';
import { whyUnknown } from './whyUnknown';

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

/** How often a change is planned anew when somebody types meanwhile. */
const mostTries = 5;

export interface ChangeDeps {
  readonly documents: ComposeDocuments;
  readonly pending: PendingPasswords;
}

/**
 * Gives default passwords new values: every copy in every file, as one edit that is undone in one step. Gives
 * the plan that was applied; undefined where nothing was changed.
 */
export async function changePasswords(
  { documents, pending }: ChangeDeps,
  document: vscode.TextDocument,
  request: ChangeRequest,
): Promise<RewritePlan | undefined> {
  const unknown = async (): Promise<string | undefined> => whyUnknown(document, await documents.of(document));
  const before = await unknown();
  if (before !== undefined) {
    noneChanged(before);
    return undefined;
  }
  const strategy = request.strategy ?? (await askStrategy());
  if (!strategy) return undefined;
  const { analyse, plan } = await import('./composeAnalysis');
  const make = async (): Promise<RewritePlan | undefined> => {
    const analysed = await documents.of(document);
    if (!analysed) return undefined;
    const set = documents.setOf(document);
    // A rule that fails was told when the file was looked at, and takes no password away.
    const analysis = analyse(set, { profile: 'learn' }, undefined, () => undefined);
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
    // Somebody may have typed while the question stood there.
    const why = await unknown();
    if (why === undefined)
      void notify.information(vscode.l10n.t('No default password is left in this file.'));
    else noneChanged(why);
    return undefined;
  }
  if (first.unreadable.length > 0) {
    void notify.error(
      vscode.l10n.t(
        'No password was changed: {0} is there, but is no text in UTF-8, so the new password could not be written into it. Open it, use “Save with Encoding” to make it UTF-8, then try again.',
        first.unreadable.join(', '),
      ),
    );
    return undefined;
  }
  const planned = await plannedOnStillFiles(document.uri, pending, first, make);
  if (!planned) {
    couldNot();
    return undefined;
  }
  const { rewrite, edit, takeBack } = planned;
  const preview = request.preview === true ? (await import('./showFirst')).showFirst(edit) : undefined;
  const applied = await vscode.workspace.applyEdit(edit);
  preview?.dispose();
  if (!applied) {
    await takeBack();
    // Of a preview the reader said no; without one, VS Code could not.
    if (!preview) couldNot();
    return undefined;
  }
  if (preview && !(await isWhole(document.uri, rewrite)))
    void notify.warning(
      vscode.l10n.t(
        'Not every place was ticked: copies of a password differ now, and something will no longer log in. Undo takes it back.',
      ),
    );
  else reportChange(rewrite);
  return rewrite;
}

interface PlannedChange {
  readonly rewrite: RewritePlan;
  readonly edit: vscode.WorkspaceEdit;
  /** Forgets the new passwords, where the edit is not made after all. */
  readonly takeBack: () => Promise<void>;
}

/**
 * A plan is made of offsets: it counts for the texts as they were when it was made, and is made anew where somebody
 * types meanwhile. Undefined where that has no end, or nothing is left to change.
 */
async function plannedOnStillFiles(
  document: vscode.Uri,
  pending: PendingPasswords,
  first: RewritePlan,
  make: () => Promise<RewritePlan | undefined>,
): Promise<PlannedChange | undefined> {
  const open = await openFiles(document, first);
  for (let tries = 0; tries < mostTries; tries++) {
    const versions = versionsOf(open);
    const rewrite = await make();
    if (!rewrite) return undefined;
    const edit = await toWorkspaceEdit(document, rewrite);
    // An editor that ends between the files and this would leave nobody who knows what the data has.
    const takeBack = await pending.remember(document.toString(), rewrite);
    if (versionsOf(open) === versions) return { rewrite, edit, takeBack };
    await takeBack();
  }
  return undefined;
}

function noneChanged(why: string): void {
  void notify.error(
    vscode.l10n.t('No password was changed, though default passwords may be left in this file. {0}', why),
  );
}

function couldNot(): void {
  void notify.error(vscode.l10n.t('No password was changed: VS Code could not change all files together.'));
}

/** The documents of a plan's files: the editor's own view of each counts (line ends, unsaved text). */
async function openFiles(document: vscode.Uri, plan: RewritePlan): Promise<readonly vscode.TextDocument[]> {
  const files = filesOf(plan).filter((file) => !plan.creates.includes(file));
  return Promise.all(files.map((file) => vscode.workspace.openTextDocument(uriOf(document, file))));
}

const versionsOf = (documents: readonly vscode.TextDocument[]): string =>
  documents.map(({ version }) => version).join(' ');

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
  // What is meant comes before what means it: should the editor end in between, no file names what is not there yet.
  const own = document.fsPath;
  for (const file of filesOf(plan).sort((a, b) => Number(a === own) - Number(b === own))) {
    const uri = uriOf(document, file).toString();
    const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
    if (open?.isDirty && !(await open.save())) {
      void notify.error(
        vscode.l10n.t(
          '{0} could not be saved, so nothing was started and no database was changed. Save it, then press “Up” again; undo brings the old password back.',
          file,
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
    void notify.warning(
      vscode.l10n.t(
        'Passwords changed: {0}. {1} could not be changed safely: {2}.',
        secrets.length,
        skipped.length,
        skipped.map(({ owner }) => `${owner.service}: ${owner.name}`).join(', '),
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
