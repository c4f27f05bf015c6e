import { redraw } from './redraw';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const vscode = acquireVsCodeApi();
const page = document.querySelector('main');

function send(action: string | undefined, argument = ''): void {
  vscode.postMessage({ action, argument });
}

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!page || typeof data !== 'string') return;
  const wanted = document.createElement('template');
  wanted.innerHTML = data;
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
