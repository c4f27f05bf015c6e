import * as vscode from 'vscode';
import type { OffsetRange } from '../compose/finding';
import { rangeOf } from './composeDiagnostics';
import { composeSelector, isComposeDocument, isOnDisk } from './composeDocument';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import type { ComposeSettings, FileChoices } from './composeSettings';
import { givenOn } from './otherExtensions';
import { changedStretch, movedRange } from './model/changedStretch';
import { lensCommand } from './model/lensCommand';
import type { PendingPasswords } from './model/pendingPasswords';
import { pendingIn } from './pendingIn';
import { lensesOf, type Lens, type LensKind } from './model/lensModel';
import type { ProjectWatch } from './projectWatch';
import { say } from '../platform/say';

export interface LensDeps {
  readonly documents: ComposeDocuments;
  readonly settings: ComposeSettings;
  readonly watch: ProjectWatch;
  readonly pending: PendingPasswords;
}

/** Lenses on `services:`, on each service and on each default password. */
export function registerLenses(deps: LensDeps): vscode.Disposable {
  const provider = new ComposeLenses(deps);
  return vscode.Disposable.from(
    provider,
    vscode.languages.registerCodeLensProvider(composeSelector, provider),
  );
}

class ComposeLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscription: vscode.Disposable;
  /** The last analysis that could be read, of each file. */
  private readonly readable = new Map<string, AnalysedDocument>();

  constructor(private readonly deps: LensDeps) {
    const fire = (): void => {
      this.changed.fire();
    };
    this.subscription = vscode.Disposable.from(
      deps.watch.onDidChange(fire),
      deps.settings.onDidChange(fire),
      deps.documents.onDidAnalyse(fire),
      deps.pending.onDidChange(fire),
      deps.documents.onDidForget((uri) => {
        this.readable.delete(uri.toString());
      }),
      vscode.extensions.onDidChange(fire),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (['unboxed.codeLens', 'containers', 'docker'].some((part) => event.affectsConfiguration(part)))
          fire();
      }),
    );
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (!isComposeDocument(document)) return [];
    const { documents, settings, watch, pending } = this.deps;
    const now = await documents.of(document);
    if (!now || token.isCancellationRequested) return [];
    // Half a line that somebody types often cannot be read: the lenses around it keep their places.
    const analysed = now.analysis.lint.unreadable ? this.readable.get(document.uri.toString()) : now;
    if (!analysed) return [];
    this.readable.set(document.uri.toString(), analysed);
    const change =
      analysed === now
        ? undefined
        : changedStretch(analysed.analysis.lint.model.source.text, document.getText());
    const { analysis } = analysed;
    const choices = settings.of(document.uri);
    const profiles = watch.profilesOf(analysed);
    const shown = lensSwitches(document);
    // Compose runs files of the disk: of one that was never saved, or is elsewhere, there is nothing to say.
    const canRun = isOnDisk(document.uri);
    const lenses = lensesOf({
      servicesKey: canRun ? analysis.servicesKey : undefined,
      services: canRun ? watch.servicesOf(analysed) : [],
      passwords: passwordsOf(analysed),
      sight: watch.sight(analysed),
      pending: new Set((await pendingIn(pending, analysed)).map(({ service }) => service)),
      drift: watch.drift(analysed),
      choices: choiceWords(choices, profiles),
      project: watch.projectOf(analysed),
      profiles,
      shown,
    });
    const engine = watch.engine.endpoint.name;
    return lenses.flatMap((lens) => {
      const range = movedRange(lens.range, change);
      return range ? toCodeLens(document, { ...lens, range }, engine) : [];
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

/** One lens a place, on the line where the secret is taken; a place that two services share is said once. */
function passwordsOf({ document, analysis }: AnalysedDocument): { range: OffsetRange; name: string }[] {
  const places = new Map<number, { range: OffsetRange; name: string }>();
  for (const { sites } of analysis.defaults)
    for (const { use, name } of sites)
      if (use.file === document.uri.fsPath && !places.has(use.range.start))
        places.set(use.range.start, { range: use.range, name });
  return [...places.values()];
}

function lensSwitches(document: vscode.TextDocument): (kind: LensKind) => boolean {
  const configuration = vscode.workspace.getConfiguration('unboxed', document);
  const switches = configuration.get<Partial<Record<LensKind, boolean>>>('codeLens.show', {});
  const isDoubled = givenOn(document).has('up');
  return (kind) => switches[kind] !== false && !(kind === 'up' && isDoubled);
}

/** In the words of a command line; profiles that nobody chose here come from the environment. */
function choiceWords(
  { profiles, envFiles, others, projectName }: FileChoices,
  active: readonly string[],
): string {
  return [
    ...(profiles.length === 0 && active.length > 0 ? [`COMPOSE_PROFILES=${active.join(',')}`] : []),
    ...profiles.map((profile) => `--profile ${profile}`),
    ...envFiles.map((file) => `--env-file ${file}`),
    ...(others ?? []).map((file) => `-f ${file}`),
    ...(projectName === '' ? [] : [`-p ${projectName}`]),
  ].join(' ');
}

function toCodeLens(
  document: vscode.TextDocument,
  { range, icon, title, action }: Lens,
  engine: string,
): vscode.CodeLens {
  return new vscode.CodeLens(rangeOf(document, range), {
    title: `$(${icon})\u00A0${say(title)}`,
    ...lensCommand(document.uri, action, engine),
  });
}
