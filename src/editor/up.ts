import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { visibleText } from '../platform/visibleText';
import type { EngineHub } from '../engine/liveSnapshot';
import type { ServiceDrift } from './model/lensModel';
import type { PendingPasswords } from './model/pendingPasswords';
import { changePasswords, saveChanged } from './changePasswords';
import { confirmedConverge, confirmedUp, type Consequences } from './confirmed';
import { planOfUp } from './planOfUp';
import { runCompose } from './composeRun';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import type { DriftReader } from './driftReader';
import type { ProjectWatch } from './projectWatch';
import { saveStack } from './saveStack';
import { whyUnknown } from './whyUnknown';

export interface UpDeps {
  readonly documents: ComposeDocuments;
  readonly settings: ComposeSettings;
  readonly hub: EngineHub;
  readonly watch: ProjectWatch;
  readonly drift: DriftReader;
  readonly pending: PendingPasswords;
}

/** Starts a stack or one of its services. Gives the exit code; undefined when nothing was started. */
export async function up(
  deps: UpDeps,
  document: vscode.TextDocument,
  service: string | undefined,
): Promise<number | undefined> {
  if (!(await isReady(deps, document)) || !(await confirmedUp(document, service))) return undefined;
  return start(deps, document, service, []);
}

/** Makes what runs what the files say; on the whole project, what they no longer name is taken away. */
export async function converge(
  deps: UpDeps,
  document: vscode.TextDocument,
  service: string | undefined,
): Promise<number | undefined> {
  if (!(await lookedAt(deps, document)) || !(await isReady(deps, document))) return undefined;
  const analysed = await lookedAt(deps, document);
  if (!analysed) return undefined;
  const drift = deps.watch.drift(analysed);
  const isWhole = service === undefined;
  const options = isWhole && drift.some(({ kind }) => kind === 'orphan') ? ['--remove-orphans'] : [];
  const profiles = isWhole
    ? deps.watch.profilesToReach(analysed, (name) => drift.some((one) => one.service === name))
    : undefined;
  const ends = await consequences(deps, analysed, service, options, profiles);
  if (!(await confirmedConverge(document, ends))) return undefined;
  return start(deps, document, service, options, profiles);
}

/** What is known of a file; where it is not known what would end, it says so. */
async function lookedAt(
  { documents }: UpDeps,
  document: vscode.TextDocument,
): Promise<AnalysedDocument | undefined> {
  const analysed = await documents.of(document);
  const unknown = whyUnknown(document, analysed);
  if (unknown === undefined) return analysed;
  void notify.error(`${vscode.l10n.t('Nothing was started.')} ${unknown}`);
  return undefined;
}

/**
 * After a database has its new password: what runs with the old one cannot log in any more. Says so, and makes it anew
 * if the reader wants that.
 */
export async function offerToApply(deps: UpDeps, analysed: AnalysedDocument): Promise<void> {
  const { recreated, restarted } = await consequences(deps, analysed, undefined, [], undefined);
  const services = [...recreated, ...restarted].map((one) => visibleText(one)).join(', ');
  if (services === '') return;
  const yes = vscode.l10n.t('Apply the File');
  const answer = await notify.question(
    vscode.l10n.t('These still run as the file was before, with the old password: {0}', services),
    vscode.l10n.t(
      'The database wants the new password now: they cannot log in until they are stopped and made anew. The lens “Apply the File (Converge)” does the same later.',
    ),
    yes,
  );
  if (answer === yes) await start(deps, analysed.document, undefined, []);
}

/** Which services end, as compose itself says; where it cannot, as the comparison with the file says. */
async function consequences(
  { settings, hub, watch }: UpDeps,
  analysed: AnalysedDocument,
  service: string | undefined,
  options: readonly string[],
  profiles: readonly string[] | undefined,
): Promise<Consequences> {
  const target = { file: analysed.document.uri, endpoint: hub.current.endpoint, profiles };
  const plan = vscode.workspace.isTrusted
    ? await planOfUp(target, settings, options, service === undefined ? [] : [service])
    : undefined;
  if (plan) {
    const serviceOf = new Map(
      [...watch.containersOf(analysed)].flatMap(([name, all]) =>
        all.map((container) => [container.name, name] as const),
      ),
    );
    const services = (containers: readonly string[]): string[] => [
      ...new Set(containers.map((name) => serviceOf.get(name) ?? name)),
    ];
    return {
      recreated: services(plan.recreated),
      removed: services(plan.removed),
      restarted: services(plan.restarted),
    };
  }
  const drift = watch.drift(analysed).filter((one) => service === undefined || one.service === service);
  const names = (isMeant: (one: ServiceDrift) => boolean): string[] =>
    drift.filter(isMeant).map((one) => one.service);
  return {
    recreated: names(({ kind }) => kind !== 'orphan'),
    removed: names(({ kind }) => kind === 'orphan'),
    restarted: [],
  };
}

/**
 * Where default passwords are left it asks first; what is typed is saved, since compose reads the disk; a database
 * that waits for its new password gets it. False where the reader wants to stop.
 */
async function isReady(
  { documents, settings, watch, pending }: UpDeps,
  document: vscode.TextDocument,
): Promise<boolean> {
  if (!vscode.workspace.isTrusted) return true;
  const answer = await askAboutPasswords(documents, settings, document);
  if (answer === 'cancel') return false;
  if (answer === 'change') {
    const changed = await changePasswords({ documents, pending }, document, { strategy: 'in-place' });
    if (!changed) return false;
    if (!(await saveChanged(document.uri, changed))) return false;
  }
  const analysed = await documents.of(document);
  // Which other files belong to it nobody knows; its own text is what the reader wants to run.
  if (!analysed) return !document.isDirty || document.save();
  if (!(await saveStack(analysed))) return false;
  const { finishPending } = await import('./finishPending');
  return (await finishPending({ settings, watch, pending }, analysed)) !== 'stopped';
}

async function start(
  { settings, hub, drift }: UpDeps,
  { uri: file }: vscode.TextDocument,
  service: string | undefined,
  options: readonly string[],
  profiles?: readonly string[],
): Promise<number | undefined> {
  const code = await runCompose(
    { file, endpoint: hub.current.endpoint, profiles },
    settings,
    ['up', '--detach', ...options],
    service === undefined ? [] : [service],
  );
  drift.forget();
  return code;
}

/** Asks at the very point where it matters, unless the workspace remembers that it shall not for this file. */
async function askAboutPasswords(
  documents: ComposeDocuments,
  settings: ComposeSettings,
  document: vscode.TextDocument,
): Promise<'change' | 'up' | 'cancel'> {
  if (settings.of(document.uri).upWithDefaults) return 'up';
  const analysed = await documents.of(document);
  const anyway = vscode.l10n.t('Up anyway');
  const unknown = whyUnknown(document, analysed);
  if (unknown !== undefined) {
    const text = vscode.l10n.t('Default passwords may be left in this stack.');
    return (await notify.question(text, unknown, anyway)) === anyway ? 'up' : 'cancel';
  }
  const groups = analysed?.analysis.defaults ?? [];
  if (groups.length === 0) return 'up';
  const change = vscode.l10n.t('Change them and up');
  const always = vscode.l10n.t('Up anyway, never ask for this file');
  const where = [...new Set(groups.map(({ owner }) => `${owner.service}: ${owner.name}`))];
  const answer = await notify.question(
    groups.length === 1
      ? vscode.l10n.t('A default password is left in this stack.')
      : vscode.l10n.t('{0} default passwords are left in this stack.', groups.length),
    `${where.slice(0, 8).join('\n')}\n\n${vscode.l10n.t(
      'Anybody can look them up, and a database takes its password only once, when it is started for the first time. Now is the moment to change them: every copy changes together, and one undo takes it back.',
    )}`,
    change,
    anyway,
    always,
  );
  if (answer === change) return 'change';
  if (answer === always) await settings.set(document.uri, { upWithDefaults: true });
  return answer === undefined ? 'cancel' : 'up';
}
