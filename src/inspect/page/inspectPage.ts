import { msg } from '../../message';
import type { InspectFacts } from '../inspectFacts';
import type { FromPage, InspectSelection, ToPage } from '../pageProtocol';
import type { UsageById } from '../usageWords';
import { visibleText } from '../visibleText';
import { h, patch } from './patch';
import { readTranslations } from './pageTexts';
import { tableView } from './tableView';

interface Host {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: { readonly selection: InspectSelection }): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const say = readTranslations();

class Page {
  private facts: InspectFacts | undefined;
  private usage: UsageById = {};
  private problem: string | undefined;
  private planned = false;

  take(message: ToPage): void {
    switch (message.type) {
      case 'facts':
        this.facts = message.facts;
        this.problem = undefined;
        host.setState({ selection: message.selection });
        host.postMessage({ type: 'watch', ids: message.facts.containers.map(({ id }) => id) });
        break;
      case 'usage':
        this.usage = { ...this.usage, ...message.usage };
        break;
      case 'problem':
        this.problem = `${say(message.reason)} ${say(message.step)}`;
    }
    this.drawSoon();
  }

  private drawSoon(): void {
    if (this.planned) return;
    this.planned = true;
    requestAnimationFrame(() => {
      this.planned = false;
      this.draw();
    });
  }

  private draw(): void {
    const page = document.getElementById('page');
    if (page === null) return;
    const { facts, problem } = this;
    patch(page, [
      problem !== undefined && h('p', { class: 'problem', role: 'status' }, problem),
      facts !== undefined &&
        h(
          'h1',
          {},
          say(msg('Namespaces of {0}', facts.containers.map(({ name }) => visibleText(name, 60)).join(', '))),
        ),
      facts !== undefined && tableView(facts, this.usage, say),
    ]);
  }
}

const page = new Page();
window.addEventListener('message', (event: MessageEvent<ToPage>) => {
  page.take(event.data);
});
host.postMessage({ type: 'ready' });
