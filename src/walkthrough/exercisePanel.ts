import * as vscode from 'vscode';
import { renderPage, type PageState } from '../course/renderPage';
import { pageWords, translate } from './courseWords';

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

/** The page of the running exercise: one webview, drawn anew whenever something changed. */
export class ExercisePanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private drawn = '';

  constructor(
    private readonly onAction: (action: PageAction, argument: string) => void,
    private readonly onClose: () => void,
  ) {}

  /** Draws the page; `reveal` brings it to the front, and opens it when it is closed. */
  show(page: PageState, reveal: boolean): void {
    if (!this.panel && !reveal) return;
    const panel = (this.panel ??= this.create());
    panel.title = translate(page.exercise.title);
    const body = renderPage(page, pageWords(), translate);
    if (body !== this.drawn) {
      this.drawn = body;
      void panel.webview.postMessage(body);
    }
    if (reveal) panel.reveal(undefined, false);
  }

  private create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'unboxed.exercise',
      'Unboxed',
      { viewColumn: vscode.ViewColumn.Active },
      { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: true },
    );
    panel.webview.html = shell();
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (message === 'ready') void panel.webview.postMessage(this.drawn);
      else if (isRequest(message)) this.onAction(message.action, message.argument);
    });
    panel.onDidDispose(() => {
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

function shell(): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<style nonce="${nonce}">${style}</style></head>
<body><main id="page"></main><script nonce="${nonce}">${script}</script></body></html>`;
}

const style = `
main { max-width: 46rem; margin: 0 auto; padding: 1rem 0 4rem; line-height: 1.5; }
h1 { font-size: 1.6em; font-weight: 400; margin: 0 0 .4em; }
h2 { font-size: 1.1em; font-weight: 600; margin: 1.4em 0 .3em; }
.chapter { color: var(--vscode-descriptionForeground); margin: 0; }
.goal { font-size: 1.15em; }
.state { display: inline-block; margin: 0; padding: .1em .7em; border-radius: 1em; border: 1px solid var(--vscode-contrastBorder, transparent);
  background: var(--vscode-badge-background); color: var(--vscode-badge-foreground); }
.state.done { background: transparent; border-color: currentColor; color: var(--vscode-charts-green); }
.buttons { display: flex; flex-wrap: wrap; gap: .5em; margin: 1.2em 0; }
button { font: inherit; padding: .35em .9em; border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); border-radius: 3px; cursor: pointer;
  background: var(--vscode-button-secondaryBackground); color: var(--vscode-button-secondaryForeground); }
button.primary { background: var(--vscode-button-background); color: var(--vscode-button-foreground); }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button.primary:hover { background: var(--vscode-button-hoverBackground); }
button:disabled { opacity: .5; cursor: default; }
button:focus-visible, input:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
code, pre { font-family: var(--vscode-editor-font-family); }
pre { padding: .8em 1em; overflow-x: auto; border-radius: 4px; background: var(--vscode-textCodeBlock-background); border: 1px solid var(--vscode-contrastBorder, transparent); }
.problem { border-left: 4px solid var(--vscode-errorForeground); white-space: pre-wrap; }
.claim { border-left: 4px solid var(--vscode-charts-blue); padding-left: 1em; }
.hints { border-left: 4px solid var(--vscode-charts-yellow); padding-left: 1em; }
.why { border-left: 4px solid var(--vscode-charts-green); padding-left: 1em; }
fieldset { border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, #8884)); border-radius: 4px; margin: 1em 0; padding: .6em 1em; }
legend { font-weight: 600; padding: 0 .4em; }
label { display: block; padding: .2em 0; cursor: pointer; }
label.right { color: var(--vscode-charts-green); }
label.wrong { color: var(--vscode-errorForeground); }
table { border-collapse: collapse; margin-top: 2em; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4em .8em .4em 0; border-bottom: 1px solid var(--vscode-widget-border, #8884); }
.chart { width: 100%; max-width: 34rem; margin: 1em 0; }
.chart text { fill: var(--vscode-foreground); font-size: 12px; }
.chart .bar { fill: var(--vscode-charts-blue); }
.chart .series { fill: none; stroke: var(--vscode-charts-blue); stroke-width: 3; }
.chart .limit { stroke: var(--vscode-charts-red); stroke-width: 2; stroke-dasharray: 6 4; }
.chart .axis { stroke: var(--vscode-descriptionForeground); }
.chart .spread { stroke: var(--vscode-foreground); stroke-width: 1.5; }
.stages svg { width: 100%; max-width: 34rem; }
.stages text { fill: var(--vscode-foreground); font-size: 12px; }
.stages .frame { fill: none; stroke: var(--vscode-charts-blue); stroke-width: 1.5; }
.stages rect.core { fill: var(--vscode-charts-green); fill-opacity: .25; stroke: var(--vscode-charts-green); }
.stages ul { list-style: none; padding: 0; }
.stages li { color: var(--vscode-descriptionForeground); padding: .1em 0; }
.stages li.reached { color: var(--vscode-charts-green); }
.stages li.next { color: var(--vscode-foreground); }
.stages pre { white-space: pre-wrap; margin: .4em 0; }
.chart .dot { fill: var(--vscode-foreground); }
`;

const script = `
const vscode = acquireVsCodeApi();
const page = document.getElementById('page');
const send = (action, argument = '') => vscode.postMessage({ action, argument });
addEventListener('message', ({ data }) => {
  const focused = document.activeElement;
  const key = focused?.dataset?.do ? '[data-do="' + focused.dataset.do + '"]'
    : focused?.name ? 'input[name="' + CSS.escape(focused.name) + '"][value="' + CSS.escape(focused.value) + '"]' : undefined;
  page.innerHTML = data;
  if (key) page.querySelector(key)?.focus();
});
page.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-do]');
  if (button) send(button.dataset.do, button.dataset.argument);
});
page.addEventListener('change', ({ target }) => {
  if (target.matches('input[type=radio]')) send('answer', target.name + '=' + target.value);
});
vscode.postMessage('ready');
`;
