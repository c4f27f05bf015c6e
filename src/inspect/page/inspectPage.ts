import { Page } from './page';
import { readSelection, readTranslations } from './pageTexts';
import type { PageHost } from './pageHost';
import type { ToPage } from '../pageProtocol';

declare function acquireVsCodeApi(): PageHost;

const host = acquireVsCodeApi();
const root = document.getElementById('page');
if (root !== null) {
  const page = new Page(root, host, readTranslations(), readSelection());
  window.addEventListener('message', (event: MessageEvent<ToPage>) => {
    page.take(event.data);
  });
  host.postMessage({ type: 'ready' });
}
