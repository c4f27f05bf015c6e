import * as vscode from 'vscode';
import { renderPage, type PageState } from '../course/renderPage';
import { msg } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import { say } from '../platform/say';
import { pageWords } from './courseWords';

const actions = [
  'start',
  'try',
  'terminal',
  'type',
  'hint',
  'solution',
  'check',
  'reset',
  'skip',
  'next',
  'action',
  'answer',
] as const;
export type PageAction = (typeof actions)[number];

const styleFile = ['media', 'course', 'exercise.css'];
const scriptFile = ['dist', 'exercisePage.js'];

/** The page of the running exercise: one webview, drawn anew whenever something changed. */
export class ExercisePanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private drawn = '';
  private exercise = '';

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly boundary: ErrorBoundary,
    private readonly onAction: (action: PageAction, argument: string) => void,
    private readonly onClose: () => void,
  ) {}

  /** Draws the page; `reveal` brings it to the front, and opens it when it is closed. */
  show(page: PageState, reveal: boolean): void {
    if (!this.panel && !reveal) return;
    const panel = (this.panel ??= this.fill(this.create()));
    panel.title = say(page.exercise.title);
    const body = renderPage(page, pageWords(), say);
    if (body !== this.drawn) {
      this.drawn = body;
      this.exercise = page.exercise.id;
      this.send(panel);
    }
    if (reveal) panel.reveal(undefined, false);
  }

  /** Goes on with a page that the editor has kept. */
  take(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = this.fill(panel);
  }

  private create(): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(
      'unboxed.exercise',
      'Unboxed',
      { viewColumn: vscode.ViewColumn.Active },
      { retainContextWhenHidden: true },
    );
  }

  /** What the page shows, and what the editor keeps of it over a reload. */
  private send({ webview }: vscode.WebviewPanel): void {
    this.boundary.background(
      msg('The exercise’s page could not be drawn'),
      webview.postMessage({ body: this.drawn, exercise: this.exercise }),
    );
  }

  private fill(panel: vscode.WebviewPanel): vscode.WebviewPanel {
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [styleFile, scriptFile].map(([folder = '']) =>
        vscode.Uri.joinPath(this.extensionUri, folder),
      ),
    };
    panel.webview.html = shell(panel.webview, this.extensionUri);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (message === 'ready') this.send(panel);
      else if (isRequest(message)) this.onAction(message.action, message.argument);
    });
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = undefined;
      this.drawn = '';
      this.onClose();
    });
    return panel;
  }

  dispose(): void {
    this.panel?.dispose();
  }
}

function isRequest(message: unknown): message is { action: PageAction; argument: string } {
  if (typeof message !== 'object' || message === null) return false;
  const { action, argument } = message as { action?: unknown; argument?: unknown };
  return (actions as readonly unknown[]).includes(action) && typeof argument === 'string';
}

/** The page's document; what it shows is sent to its script. */
function shell(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...styleFile)).toString();
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...scriptFile)).toString();
  const source = webview.cspSource;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}; script-src ${source}">
<link rel="stylesheet" href="${style}"></head>
<body><main></main><script src="${script}"></script></body></html>`;
}
