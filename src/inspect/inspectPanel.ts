import * as vscode from 'vscode';
import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import { EngineError } from '../engine/port';
import type { ContainerUsage } from '../kernel/usage';
import { engineProblem } from './engineProblem';
import { engineOf, readInspectFacts } from './factsSource';
import type { InspectFacts } from './inspectFacts';
import { inspectHtml } from './inspectHtml';
import { fromPage, type FromPage, type InspectSelection, type ToPage } from './pageProtocol';
import { newNonce } from './newNonce';
import type { UsageById } from './usageWords';

export interface PanelDeps {
  readonly extensionUri: vscode.Uri;
  readonly hub: EngineHub;
  /** Shows the facts as a text document. */
  readonly exportFacts: (facts: InspectFacts, usage: UsageById, format: 'markdown' | 'json') => Promise<void>;
}

/** Milliseconds: events that come together are read together. */
const settleTime = 100;

/**
 * One picture in an editor tab. While the tab is hidden nothing runs: the engine is let go, no usage is
 * read and the page itself is gone.
 */
export class InspectPanel implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private held: { dispose(): void }[] = [];
  private readonly usageWatches = new Map<string, { dispose(): void }>();
  private readonly usage = new Map<string, ContainerUsage>();
  /** Containers whose usage the page shows. */
  private wanted: readonly string[] = [];
  private facts: InspectFacts | undefined;
  private live: LiveEngine | undefined;
  private reading: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private selection: InspectSelection,
    private readonly deps: PanelDeps,
  ) {
    const { webview } = panel;
    const media = vscode.Uri.joinPath(deps.extensionUri, 'media', 'inspect');
    const scripts = vscode.Uri.joinPath(deps.extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [media, scripts] };
    panel.iconPath = vscode.Uri.joinPath(deps.extensionUri, 'media', 'unboxed.svg');
    this.disposables.push(
      panel.onDidDispose(() => {
        this.dispose();
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) this.wake();
        else this.sleep();
      }),
      webview.onDidReceiveMessage((value: unknown) => {
        const message = fromPage(value);
        if (message !== undefined) void this.take(message);
      }),
    );
    webview.html = inspectHtml({
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'inspectPage.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(media, 'inspect.css')).toString(),
      nonce: newNonce(),
      language: vscode.env.language,
      title: panel.title,
      translations: translations(),
    });
    if (panel.visible) this.wake();
  }

  dispose(): void {
    this.sleep();
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }

  private wake(): void {
    if (this.held.length > 0) return;
    const live = engineOf(this.deps.hub, this.selection);
    this.live = live;
    this.held = [
      live.hold(),
      live.onDidChange(({ containers }) => {
        // A stream of usage ends with its container: a new one is opened after the reading.
        this.closeUsage(containers);
        this.readSoon();
      }),
    ];
    this.readSoon(0);
  }

  private sleep(): void {
    clearTimeout(this.timer);
    this.reading?.abort();
    this.closeUsage('all');
    for (const disposable of this.held.splice(0)) disposable.dispose();
  }

  private readSoon(delay = settleTime): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), delay);
  }

  private async read(): Promise<void> {
    const { live } = this;
    if (live === undefined) return;
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    try {
      const facts = await readInspectFacts(live, this.selection, reading.signal);
      if (reading.signal.aborted) return;
      this.facts = facts;
      this.rename(facts);
      this.send({ type: 'facts', facts, selection: this.selection });
      this.watchUsage();
    } catch (error) {
      if (reading.signal.aborted) return;
      this.send({ type: 'problem', ...engineProblem(error, live.endpoint) });
      // The engine's state is watched: it is read again when the connection changes.
      if (!(error instanceof EngineError)) throw error;
    }
  }

  /** Containers that were made anew under the same name are followed by their new ids from now on. */
  private rename(facts: InspectFacts): void {
    const containers = this.selection.containers.map((chosen) => {
      const same = facts.containers.find(({ id }) => id === chosen.id);
      const successor =
        same ?? facts.containers.find(({ name, chosen: asked }) => asked && name === chosen.name);
      return successor === undefined ? chosen : { id: successor.id, name: successor.name };
    });
    this.selection = { ...this.selection, containers };
  }

  private async take(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        if (this.facts !== undefined)
          this.send({ type: 'facts', facts: this.facts, selection: this.selection });
        this.send({ type: 'usage', usage: Object.fromEntries(this.usage) });
        return;
      case 'watch':
        this.wanted = message.ids;
        this.watchUsage();
        return;
      case 'terminal': {
        if (!vscode.workspace.isTrusted) {
          await vscode.env.clipboard.writeText(message.line);
          void vscode.window.showInformationMessage(
            vscode.l10n.t('Copied. Unboxed puts commands into a terminal once you trust this folder.'),
          );
          return;
        }
        const terminal = vscode.window.createTerminal({ name: 'Unboxed' });
        terminal.show();
        terminal.sendText(message.line, false);
        return;
      }
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'insert':
        await insertText(message.text);
        return;
      case 'export':
        if (this.facts !== undefined)
          await this.deps.exportFacts(this.facts, Object.fromEntries(this.usage), message.format);
    }
  }

  /** Opens a stream of usage for each container that is wanted and runs, and closes the others. */
  private watchUsage(): void {
    const { live, wanted } = this;
    if (live === undefined || !this.panel.visible) return;
    const running = new Set(this.facts?.containers.filter((c) => c.running).map(({ id }) => id));
    this.closeUsage(
      new Set([...this.usageWatches.keys()].filter((id) => !wanted.includes(id) || !running.has(id))),
    );
    for (const id of wanted)
      if (!this.usageWatches.has(id) && running.has(id))
        this.usageWatches.set(
          id,
          live.watchUsage(id, (usage) => {
            this.takeUsage(id, usage);
          }),
        );
  }

  private closeUsage(ids: ReadonlySet<string> | 'all'): void {
    for (const [id, watch] of this.usageWatches)
      if (ids === 'all' || ids.has(id)) {
        watch.dispose();
        this.usageWatches.delete(id);
      }
  }

  private takeUsage(id: string, usage: ContainerUsage): void {
    const before = this.usage.get(id);
    this.usage.set(id, usage);
    this.send({ type: 'usage', usage: { [id]: usage } });
    // No event tells that a process started another; the number of processes does.
    if (before !== undefined && before.pids !== usage.pids) {
      this.live?.facts.forget(id);
      this.readSoon();
    }
  }

  private send(message: ToPage): void {
    if (this.panel.visible) void this.panel.webview.postMessage(message);
  }
}

/** Puts the text where the cursor is in the editor that was used last, else into a new document. */
async function insertText(text: string): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find(({ document }) =>
    /yaml|compose/.test(document.languageId),
  );
  if (editor === undefined) {
    const document = await vscode.workspace.openTextDocument({ content: text, language: 'yaml' });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    return;
  }
  await editor.edit((edit) => {
    edit.insert(editor.selection.active, text);
  });
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

function translations(): Readonly<Record<string, string>> {
  return vscode.l10n.bundle ?? {};
}
