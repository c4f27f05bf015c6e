import * as vscode from 'vscode';
import { msg } from '../message';
import type { EditorBoundary } from '../platform/editorBoundary';
import { notify } from '../platform/notify';
import { FactsWatch, type FactsWatchDeps } from './factsWatch';
import type { InspectFacts } from './inspectFacts';
import { inspectHtml } from './inspectHtml';
import { fromPage, type FromPage, type InspectSelection, type ToPage } from './pageProtocol';
import { newNonce } from './newNonce';
import { placeService } from './placeService';
import type { UsageById } from './usageWords';

export interface PanelDeps extends Omit<FactsWatchDeps, 'send' | 'boundary'> {
  readonly boundary: EditorBoundary;
  readonly extensionUri: vscode.Uri;
  /** Shows the facts as a text document. */
  readonly exportFacts: (facts: InspectFacts, usage: UsageById, format: 'markdown' | 'json') => Promise<void>;
}

/** Milliseconds that a new shell gets to say that it is ready; some never say it. */
const promptTime = 2000;

/**
 * One picture in an editor tab. While the tab is hidden nothing runs: the engine is let go, no usage is
 * read and the page itself is gone.
 */
export class InspectPanel implements vscode.Disposable {
  private readonly disposables: { dispose(): void }[] = [];
  private readonly watch: FactsWatch;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    selection: InspectSelection,
    private readonly deps: PanelDeps,
  ) {
    const { webview } = panel;
    const media = vscode.Uri.joinPath(deps.extensionUri, 'media', 'inspect');
    const scripts = vscode.Uri.joinPath(deps.extensionUri, 'dist');
    const { hub, findEditor, boundary } = deps;
    const inspecting = msg('Inspect Namespaces did not work');
    this.watch = new FactsWatch(selection, {
      hub,
      findEditor,
      boundary,
      send: (message) => {
        this.send(message);
      },
    });
    webview.options = { enableScripts: true, localResourceRoots: [media, scripts] };
    panel.iconPath = vscode.Uri.joinPath(deps.extensionUri, 'media', 'unboxed.svg');
    this.disposables.push(
      this.watch,
      panel.onDidDispose(() => {
        this.dispose();
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) this.watch.wake();
        else this.watch.sleep();
      }),
      webview.onDidReceiveMessage((value: unknown) => {
        const message = fromPage(value);
        if (message === undefined) return;
        void boundary.guarded(inspecting, () => this.take(message));
      }),
    );
    webview.html = inspectHtml({
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'inspectPage.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(media, 'inspect.css')).toString(),
      nonce: newNonce(),
      language: vscode.env.language,
      title: panel.title,
      selection,
      translations: translations(),
    });
    if (panel.visible) this.watch.wake();
  }

  dispose(): void {
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }

  private async take(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.watch.resend();
        return;
      case 'watch':
        this.watch.watchUsage(message.ids);
        return;
      case 'look':
        this.watch.look(message.id);
        return;
      case 'terminal':
        await typeInTerminal(message.line);
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'insert':
        await insertService(message.text);
        return;
      case 'export': {
        const { content } = this.watch;
        if (content !== undefined) await this.deps.exportFacts(content.facts, content.usage, message.format);
      }
    }
  }

  private send(message: ToPage): void {
    if (this.panel.visible)
      this.deps.boundary.background(
        msg('The picture of the namespaces could not be drawn'),
        this.panel.webview.postMessage(message),
      );
  }
}

/** Types the command into a new terminal, for the user to read and to press Enter. */
async function typeInTerminal(line: string): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    await vscode.env.clipboard.writeText(line);
    void notify.information(
      vscode.l10n.t('Copied. Unboxed puts commands into a terminal once you trust this folder.'),
    );
    return;
  }
  const terminal = vscode.window.createTerminal({ name: 'Unboxed' });
  terminal.show();
  await shellOf(terminal);
  terminal.sendText(line, false);
}

/** Waits until the shell shows its prompt, as far as it tells: what is typed before shows twice. */
async function shellOf(terminal: vscode.Terminal): Promise<void> {
  if (terminal.shellIntegration !== undefined) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(end, promptTime);
    const listener = vscode.window.onDidChangeTerminalShellIntegration((event) => {
      if (event.terminal === terminal) end();
    });
  });
}

/** Puts the service into the compose file that is seen, where its cursor is, else into a new document. */
async function insertService(snippet: string): Promise<void> {
  const files = vscode.window.visibleTextEditors.filter(({ document }) =>
    ['dockercompose', 'yaml'].includes(document.languageId),
  );
  const editor = files.find(({ document }) => document.languageId === 'dockercompose') ?? files[0];
  const { document, selection } = editor ?? {};
  const text = document?.getText().replaceAll('\r\n', '\n') ?? '';
  const place = placeService(text, selection?.active.line ?? 0, snippet);
  if (editor === undefined || place === undefined) {
    const made = await vscode.workspace.openTextDocument({ content: snippet, language: 'yaml' });
    await vscode.window.showTextDocument(made, vscode.ViewColumn.Beside);
    return;
  }
  const before = text.slice(0, place.offset).split('\n');
  const position = new vscode.Position(before.length - 1, before.at(-1)?.length ?? 0);
  const done = await editor.edit((edit) => {
    edit.insert(position, place.text);
  });
  if (!done) throw new Error(vscode.l10n.t('{0} can’t be changed.', editor.document.fileName));
  await vscode.window.showTextDocument(editor.document, {
    ...(editor.viewColumn !== undefined && { viewColumn: editor.viewColumn }),
    selection: new vscode.Range(position, position),
  });
}

function translations(): Readonly<Record<string, string>> {
  return vscode.l10n.bundle ?? {};
}
