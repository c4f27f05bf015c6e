import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { visibleText } from '../platform/visibleText';
import { chapterNumber, type ChapterId } from '../chapterId';
import { chapterUri } from './chapterLink';
import { dockerOptions } from '../kernel/dockerOptions';
import { argumentsFor, dockerToRun } from './composeRun';
import type { AnalysedDocument } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import { docker } from './dockerCli';
import type { ConfiguredProject, DriftTexts } from './model/driftText';
import type { ImageDefaults } from './model/driftField';
import type { ProjectWatch } from './projectWatch';

const scheme = 'unboxed-drift';

/** The chapter of the course that teaches drift. */
const chapter: ChapterId = 'infrastructureAsCode';

/** Shows what differs between a running service and the file, side by side. */
export class DriftDocuments
  implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable
{
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    vscode.languages.registerDocumentLinkProvider({ scheme }, this),
    // Both hold what the containers hold: no longer than they are looked at.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) this.texts.delete(uri.toString());
    }),
  );

  constructor(
    private readonly settings: ComposeSettings,
    private readonly watch: ProjectWatch,
  ) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** The first line leads to the chapter. */
  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    return [new vscode.DocumentLink(document.lineAt(0).range, vscode.Uri.parse(chapterUri(chapter)))];
  }

  /** Opens the comparison of one service; of all that differ, a choice is given. */
  async show(analysed: AnalysedDocument, service: string | undefined): Promise<void> {
    if ((await dockerToRun()) === undefined) return;
    const drift = this.watch.drift(analysed);
    const name =
      service ??
      (
        await vscode.window.showQuickPick(
          drift.map((one) => ({
            label: visibleText(one.service),
            description: words(one.kind),
            service: one.service,
          })),
          { placeHolder: vscode.l10n.t('Which service?') },
        )
      )?.service;
    if (name === undefined) return;
    const texts = await this.compare(analysed, name).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      void notify.error(
        vscode.l10n.t('{0}: the engine could not be asked. {1}', visibleText(name), visibleText(why)),
      );
      return undefined;
    });
    if (!texts) return;
    if (texts.running === texts.file)
      void notify.information(
        vscode.l10n.t(
          '{0}: Compose would make its container anew, for a key of the file that leaves no trace in a container. All that the engine tells is equal.',
          name,
        ),
      );
    const uri = (side: string): vscode.Uri =>
      vscode.Uri.from({ scheme, path: `/${side}/${name}.yaml`, query: analysed.document.uri.toString() });
    const [running, file] = [uri('running'), uri('file')];
    const lesson = `# ${vscode.l10n.t('The course speaks of it in chapter {0}.', chapterNumber(chapter))}\n`;
    this.texts.set(running.toString(), lesson + texts.running);
    this.texts.set(file.toString(), lesson + texts.file);
    this.changed.fire(running);
    this.changed.fire(file);
    await vscode.commands.executeCommand(
      'vscode.diff',
      running,
      file,
      vscode.l10n.t('{0}: as it runs ↔ as the file says', name),
    );
  }

  private async compare(analysed: AnalysedDocument, service: string): Promise<DriftTexts | undefined> {
    const { engine } = this.watch;
    const file = analysed.document.uri;
    const project = this.watch.projectOf(analysed);
    const different = this.watch.drift(analysed).find((one) => one.service === service)?.container;
    const id = different ?? this.watch.containersOf(analysed).get(service)?.[0]?.id;
    if (id === undefined) return undefined;
    const [inspected, whole] = await Promise.all([engine.inspect(id), engine.engine.inspectWhole(id)]);
    const target = { file, endpoint: engine.endpoint, profiles: this.watch.allProfilesOf(analysed) };
    const args = argumentsFor(target, this.settings, ['config', '--format', 'json']);
    const answer = await docker(args, { cwd: path.dirname(file.fsPath) });
    if (!answer.ok) {
      void notify.error(vscode.l10n.t('Compose cannot read the file: {0}', visibleText(answer.stderr, 300)));
      return undefined;
    }
    const config = JSON.parse(answer.stdout) as ConfiguredProject;
    const wanted = config.services?.[service]?.image ?? `${project}-${service}`;
    const image = await this.imageDefaults(inspected.image);
    const { configuredService, driftTexts, runningService } = await import('./model/driftText');
    return driftTexts(
      runningService(inspected, whole, image ?? {}, project),
      configuredService(config, service, (await this.imageDefaults(wanted)) ?? image ?? {}, project),
    );
  }

  /** What an image brings by itself; undefined where it is not on the engine (any more, or yet). */
  private async imageDefaults(image: string): Promise<ImageDefaults | undefined> {
    const { stdout, ok } = await docker([
      ...dockerOptions(this.watch.engine.endpoint),
      'image',
      'inspect',
      '--format',
      '{{json .Config}}',
      '--',
      image,
    ]);
    return ok ? (JSON.parse(stdout) as ImageDefaults) : undefined;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

function words(kind: 'changed' | 'image' | 'orphan'): string {
  switch (kind) {
    case 'changed':
      return vscode.l10n.t('differs from the file');
    case 'image':
      return vscode.l10n.t('older image than the file’s');
    case 'orphan':
      return vscode.l10n.t('no longer in the file');
  }
}
