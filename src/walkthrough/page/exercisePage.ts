import { redraw } from './redraw';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; setState(state: unknown): void };

const vscode = acquireVsCodeApi();
const page = document.querySelector('main');

function send(action: string | undefined, argument = ''): void {
  vscode.postMessage({ action, argument });
}

/** What the extension sends: the page's body, and the exercise to open again after a reload. */
interface Drawing {
  readonly body: string;
  readonly exercise: string;
}

function isDrawing(data: unknown): data is Drawing {
  return typeof data === 'object' && data !== null && typeof (data as Partial<Drawing>).body === 'string';
}

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!page || !isDrawing(data)) return;
  vscode.setState({ exercise: data.exercise });
  const wanted = document.createElement('template');
  wanted.innerHTML = data.body;
  const focused = document.activeElement;
  redraw(page, wanted.content);
  // Only when the keyboard is here: someone who types in the terminal keeps it.
  if (document.hasFocus() && focused instanceof HTMLElement && !focused.isConnected)
    page.querySelector<HTMLElement>(`[data-do="${focused.dataset['do'] ?? ''}"]`)?.focus();
});
page?.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('button[data-do]') : null;
  if (button) send(button.dataset['do'], button.dataset['argument']);
});
page?.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.type === 'radio')
    send('answer', `${target.name}=${target.value}`);
});
vscode.postMessage('ready');
