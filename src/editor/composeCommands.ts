import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import type { CommandId } from '../commandIds';
import { msg } from '../message';
import type { EditorBoundary } from '../platform/editorBoundary';
import { rewriteStrategies, type RewriteStrategy } from '../compose/credentials/rewritePlan';
import type { EngineHub } from '../engine/liveSnapshot';
import type { ChangeRequest } from './changePasswords';
import { runCompose } from './composeRun';
import { isComposeDocument, isOnDisk } from './composeDocument';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import type { DriftReader } from './driftReader';
import type { ProjectWatch } from './projectWatch';
import type { PendingPasswords } from './model/pendingPasswords';
import { confirmed } from './confirmed';
import { mayBeStarted } from './mayBeStarted';
import { lookFailed } from './whyUnknown';
import { DriftDocuments } from './showDrift';
import { openShell } from './openShell';

export interface CommandDeps {
  readonly documents: ComposeDocuments;
  readonly settings: ComposeSettings;
  readonly watch: ProjectWatch;
  readonly drift: DriftReader;
  readonly hub: EngineHub;
  readonly pending: PendingPasswords;
  readonly boundary: EditorBoundary;
}

/** The commands on a compose file: from its lenses, from the palette for the file in the editor. */
export function registerComposeCommands(deps: CommandDeps): vscode.Disposable {
  const { documents, settings, hub, pending, boundary } = deps;
  const caution = async (document: vscode.TextDocument): Promise<void> => {
    const { cautionAboutData } = await import('./cautionAboutData');
    await cautionAboutData(deps, document);
  };
  const canRun = async (): Promise<boolean> => {
    const { engineAnswers } = await import('./engineAnswers');
    return engineAnswers(hub, boundary);
  };
  const command = (
    id: CommandId,
    run: (document: vscode.TextDocument, argument: unknown) => Promise<unknown>,
  ): vscode.Disposable =>
    boundary.command(id, async (uri: unknown, argument: unknown) => {
      const document = await documentOf(uri);
      if (document && needsDisk(id) && !isOnDisk(document.uri)) {
        void notify.warning(
          vscode.l10n.t(
            'Compose runs files of this machine’s disk, and {0} is not on it. Save it in a folder here to run it.',
            path.basename(document.uri.path),
          ),
        );
        return undefined;
      }
      if (document && !(await mayBeStarted(id, document, uri instanceof vscode.Uri))) return undefined;
      if (document && needsEngine.has(id) && vscode.workspace.isTrusted && !(await canRun()))
        return undefined;
      return document ? run(document, argument) : undefined;
    });
  /** What is known of a document, for what can do nothing without it: then it is said why. */
  const lookedAt = async (document: vscode.TextDocument): Promise<AnalysedDocument | undefined> => {
    const analysed = await documents.of(document);
    if (!analysed) void notify.error(lookFailed(document));
    return analysed;
  };
  const differences = new DriftDocuments(settings, deps.watch);
  /** On a service, or on all that lives of the project: a service that needs a profile is not forgotten. */
  const run = async (
    document: vscode.TextDocument,
    service: unknown,
    words: readonly string[],
  ): Promise<number | undefined> => {
    const analysed = typeof service === 'string' ? undefined : await documents.of(document);
    return runCompose(
      {
        file: document.uri,
        endpoint: hub.current.endpoint,
        profiles: analysed && deps.watch.profilesToReach(analysed),
      },
      settings,
      words,
      typeof service === 'string' ? [service] : [],
    );
  };
  return vscode.Disposable.from(
    differences,
    command('unboxed.composeUp', async (document, service) => {
      const { up } = await import('./up');
      return up(deps, document, typeof service === 'string' ? service : undefined);
    }),
    command('unboxed.composeStop', async (document, service) =>
      (await confirmed('stop', document, service)) ? run(document, service, ['stop']) : undefined,
    ),
    command('unboxed.composeRestart', async (document, service) =>
      (await confirmed('restart', document, service)) ? run(document, service, ['restart']) : undefined,
    ),
    command('unboxed.composeResume', (document, service) => run(document, service, ['unpause'])),
    command('unboxed.composeLogs', (document, service) =>
      run(document, service, ['logs', '--follow', '--tail', '200']),
    ),
    command('unboxed.composeShell', (document, service) => openShell(deps, document, service)),
    command('unboxed.composeConverge', async (document, service) => {
      const { converge } = await import('./up');
      return converge(deps, document, typeof service === 'string' ? service : undefined);
    }),
    command('unboxed.showComposeDrift', async (document, service) => {
      const analysed = await lookedAt(document);
      if (analysed) await differences.show(analysed, typeof service === 'string' ? service : undefined);
    }),
    command('unboxed.composeOptions', async (document) => {
      const analysed = await lookedAt(document);
      if (!analysed) return;
      const { chooseOptions } = await import('./composeOptions');
      await chooseOptions(analysed, settings);
    }),
    command('unboxed.changeDefaultPasswords', async (document, request) => {
      const { changePasswords } = await import('./changePasswords');
      const plan = await changePasswords({ documents, pending }, document, toRequest(request));
      if (plan) boundary.background(msg('What the databases hold could not be looked at'), caution(document));
      return plan !== undefined;
    }),
    command('unboxed.finishPasswords', async (document) => {
      const { finishPasswords } = await import('./cautionAboutData');
      await finishPasswords(deps, document);
    }),
  );
}

/** What is a task for an engine, and would only fail without one. */
const needsEngine: ReadonlySet<CommandId> = new Set([
  'unboxed.composeUp',
  'unboxed.composeStop',
  'unboxed.composeRestart',
  'unboxed.composeResume',
  'unboxed.composeLogs',
  'unboxed.composeShell',
  'unboxed.composeConverge',
  'unboxed.finishPasswords',
]);

/** What has compose itself read the file. */
const needsDisk = (id: CommandId): boolean => needsEngine.has(id) || id === 'unboxed.showComposeDrift';

/** The document that a command is meant for: the one named, else the one in the editor, else one that is found. */
async function documentOf(uri: unknown): Promise<vscode.TextDocument | undefined> {
  const document =
    uri instanceof vscode.Uri
      ? await vscode.workspace.openTextDocument(uri)
      : vscode.window.activeTextEditor?.document;
  if (document && isComposeDocument(document)) return document;
  if (uri instanceof vscode.Uri) {
    void notify.information(vscode.l10n.t('Open a compose file first.'));
    return undefined;
  }
  const { chooseComposeFile } = await import('./chooseComposeFile');
  return chooseComposeFile();
}

/** Arguments of a command come from anywhere: only what is understood counts. */
function toRequest(value: unknown): ChangeRequest {
  if (typeof value !== 'object' || value === null) return {};
  const { at, strategy, preview } = value as Record<string, unknown>;
  return {
    ...(typeof at === 'number' && { at }),
    ...(isStrategy(strategy) && { strategy }),
    ...(typeof preview === 'boolean' && { preview }),
  };
}

const isStrategy = (value: unknown): value is RewriteStrategy =>
  rewriteStrategies.some((strategy) => strategy === value);
