import { msg } from '../../message';
import { explain } from '../explain';
import { subjectsOf, type Subject } from '../explanation';
import type { InspectFacts } from '../inspectFacts';
import { layoutNamespaces } from '../layoutNamespaces';
import { nextShape, placesOf, type Direction } from '../nextShape';
import type { InspectSelection, ToPage } from '../pageProtocol';
import type { Picture } from '../picture';
import { related } from '../related';
import type { UsageById } from '../usageWords';
import { visibleText } from '../visibleText';
import { detailView } from './detailView';
import { choicesFrom, clampZoom, views, type PageChoices, type View } from './pageChoices';
import type { PageHost } from './pageHost';
import type { Say } from './pageTexts';
import { h, patch, type VNode } from './patch';
import type { PictureState } from './pictureShape';
import { gutterView, pictureView } from './pictureView';
import { tableView } from './tableView';

const arrows: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
const watchedAtOnce = 24;

/** Keeps what the page knows and what the reader chose, and draws it. */
export class Page {
  private facts: InspectFacts | undefined;
  private usage: UsageById = {};
  private problem: string | undefined;
  private selection: InspectSelection | undefined;
  private choices: PageChoices;
  private picture: Picture | undefined;
  private subjects: ReadonlyMap<string, Subject> = new Map();
  private looked: string | undefined;
  private pinned: string | undefined;
  private entry = 'rootCgroup';
  private width: number;
  private drawing = false;
  private watched = '';
  private said = '';

  constructor(
    private readonly root: HTMLElement,
    private readonly host: PageHost,
    private readonly say: Say,
  ) {
    this.choices = choicesFrom(host.getState());
    this.width = root.clientWidth;
    new ResizeObserver(() => {
      if (this.root.clientWidth === this.width) return;
      this.width = this.root.clientWidth;
      this.layOut();
    }).observe(root);
    root.addEventListener('pointerover', (event) => {
      this.look(shapeAt(event.target));
    });
    root.addEventListener('pointerleave', () => {
      this.look(undefined);
    });
    root.addEventListener('focusin', (event) => {
      const shape = shapeAt(event.target);
      if (shape !== undefined) this.enter(shape);
    });
    root.addEventListener('click', (event) => {
      const shape = shapeAt(event.target);
      if (shape !== undefined) this.pin(shape);
    });
    root.addEventListener('keydown', (event) => {
      this.key(event);
    });
    root.addEventListener(
      'scroll',
      () => {
        this.watchDrawn();
      },
      { capture: true, passive: true },
    );
  }

  take(message: ToPage): void {
    switch (message.type) {
      case 'facts':
        this.facts = message.facts;
        this.selection = message.selection;
        this.problem = undefined;
        this.keep();
        this.layOut();
        break;
      case 'usage':
        this.usage = { ...this.usage, ...message.usage };
        break;
      case 'problem':
        this.problem = `${this.say(message.reason)} ${this.say(message.step)}`;
    }
    this.drawSoon();
  }

  private choose(choices: Partial<PageChoices>): void {
    this.choices = { ...this.choices, ...choices };
    this.keep();
    this.layOut();
  }

  private keep(): void {
    this.host.setState({ selection: this.selection, choices: this.choices });
  }

  private layOut(): void {
    if (this.facts === undefined) return;
    const wide = this.width >= 900;
    this.picture = layoutNamespaces(this.facts, {
      width: (wide ? this.width - 340 : this.width) / this.choices.zoom,
      expanded: new Set(this.choices.expanded),
      before: this.picture?.order ?? [],
    });
    this.subjects = subjectsOf(this.picture);
    if (!this.subjects.has(this.entry)) this.entry = 'rootCgroup';
    if (this.pinned !== undefined && !this.subjects.has(this.pinned)) this.pinned = undefined;
    this.drawSoon();
  }

  private drawSoon(): void {
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      patch(this.root, this.draw());
      this.watchDrawn();
    });
  }

  private draw(): readonly (VNode | false)[] {
    const { facts, problem, say } = this;
    return [
      problem !== undefined && h('p', { key: 'problem', class: 'problem', role: 'status' }, problem),
      facts === undefined
        ? problem === undefined && h('p', { key: 'wait', role: 'status' }, say(msg('Asking the engine…')))
        : h(
            'div',
            { key: 'content', class: problem === undefined ? 'content' : 'content stale' },
            h('h1', {}, h('bdi', {}, say(msg('Namespaces of {0}', this.names(facts))))),
            this.toolbar(),
            h('p', { class: 'unseen', role: 'status' }, this.said),
            this.content(facts),
          ),
    ];
  }

  private names(facts: InspectFacts): string {
    const names = facts.containers.filter(({ chosen }) => chosen).map(({ name }) => visibleText(name, 60));
    return visibleText(names.length > 0 ? names.join(', ') : this.say(msg('none')), 200);
  }

  private toolbar(): VNode {
    const { say, choices } = this;
    const titles: Readonly<Record<View, string>> = {
      picture: say(msg('Picture')),
      table: say(msg('Table')),
    };
    return h(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': say(msg('Views')) },
      h(
        'span',
        { class: 'group' },
        ...views.map((view) =>
          h(
            'button',
            {
              'aria-pressed': choices.view === view ? 'true' : 'false',
              onclick: () => {
                this.choose({ view });
              },
            },
            titles[view],
          ),
        ),
      ),
      choices.view === 'picture' &&
        h(
          'span',
          { class: 'group' },
          this.zoomButton('−', say(msg('Smaller')), choices.zoom / 1.2),
          this.zoomButton(`${Math.round(choices.zoom * 100)} %`, say(msg('Original size')), 1),
          this.zoomButton('+', say(msg('Larger')), choices.zoom * 1.2),
        ),
      choices.view === 'picture' &&
        choices.expanded.length > 0 &&
        h(
          'button',
          {
            onclick: () => {
              this.choose({ expanded: [] });
            },
          },
          say(msg('Draw together again')),
        ),
      h(
        'span',
        { class: 'group end' },
        h(
          'button',
          {
            onclick: () => {
              this.host.postMessage({ type: 'export', format: 'markdown' });
            },
          },
          say(msg('As text')),
        ),
        h(
          'button',
          {
            onclick: () => {
              this.host.postMessage({ type: 'export', format: 'json' });
            },
          },
          say(msg('As JSON')),
        ),
      ),
    );
  }

  private zoomButton(text: string, name: string, zoom: number): VNode {
    return h(
      'button',
      {
        'aria-label': name,
        title: name,
        onclick: () => {
          this.choose({ zoom: clampZoom(zoom) });
        },
      },
      text,
    );
  }

  private content(facts: InspectFacts): VNode {
    const { choices, picture, usage, say } = this;
    if (choices.view !== 'picture' || picture === undefined)
      return h('div', { key: 'table' }, tableView(facts, usage, say));
    const shown = this.pinned ?? this.looked;
    const subject = shown === undefined ? undefined : this.subjects.get(shown);
    const state: PictureState = {
      picture,
      facts,
      usage,
      zoom: choices.zoom,
      entry: this.entry,
      pinned: this.pinned,
      lit: shown === undefined || subject === undefined ? new Set() : related(shown, subject, picture),
    };
    return h(
      'div',
      { key: 'picture', class: this.width >= 900 ? 'stage wide' : 'stage' },
      h(
        'div',
        { class: 'canvas', 'data-scroll': 'picture' },
        gutterView(state, say),
        pictureView(state, say),
      ),
      detailView(
        subject === undefined ? undefined : explain(subject, facts, usage, say),
        this.pinned !== undefined,
        {
          terminal: (line) => {
            this.host.postMessage({ type: 'terminal', line });
          },
          copy: (text) => {
            this.host.postMessage({ type: 'copy', text });
            this.tell(say(msg('Copied.')));
          },
          toggle: (key) => {
            this.toggle(key);
          },
          unpin: () => {
            this.unpin();
          },
        },
        say,
      ),
    );
  }

  private tell(text: string): void {
    this.said = text;
    this.drawSoon();
  }

  private toggle(key: string): void {
    const { expanded } = this.choices;
    this.pinned = undefined;
    this.choose({
      expanded: expanded.includes(key) ? expanded.filter((each) => each !== key) : [...expanded, key],
    });
  }

  private look(shape: string | undefined): void {
    if (shape === undefined || this.looked === shape) return;
    this.looked = shape;
    this.drawSoon();
  }

  private enter(shape: string): void {
    this.entry = shape;
    this.looked = shape;
    this.drawSoon();
  }

  private pin(shape: string): void {
    this.pinned = this.pinned === shape ? undefined : shape;
    this.enter(shape);
  }

  private unpin(): void {
    const shape = this.pinned;
    this.pinned = undefined;
    this.drawSoon();
    if (shape !== undefined) this.focus(shape);
  }

  private key(event: KeyboardEvent): void {
    const shape = shapeAt(event.target);
    if (event.key === 'Escape' && this.pinned !== undefined) {
      this.unpin();
      event.preventDefault();
    } else if (shape !== undefined && this.picture !== undefined && arrows.includes(event.key)) {
      const next = nextShape(shape, event.key as Direction, placesOf(this.picture));
      if (next !== undefined) this.focus(next);
      event.preventDefault();
    } else if (shape !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      this.pin(shape);
      event.preventDefault();
    }
  }

  private focus(shape: string): void {
    for (const element of this.root.querySelectorAll('[data-shape]'))
      if (element instanceof SVGElement && element.dataset['shape'] === shape) {
        element.focus();
        element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
  }

  /** Asks for the usage of the containers that are on the screen. */
  private watchDrawn(): void {
    const canvas = this.root.querySelector('.canvas');
    const { facts, picture, choices } = this;
    if (facts === undefined) return;
    const seen =
      canvas === null || picture === undefined
        ? facts.containers.map(({ id }) => id)
        : picture.columns
            .filter(({ rect }) => {
              const left = (rect.x - picture.gutter) * choices.zoom - canvas.scrollLeft;
              return left < canvas.clientWidth && left + rect.width * choices.zoom > 0;
            })
            .flatMap(({ containers }) => containers);
    const ids = seen
      .filter((id) => facts.containers.some((each) => each.id === id && !each.planned))
      .slice(0, watchedAtOnce);
    if (ids.join() === this.watched) return;
    this.watched = ids.join();
    this.host.postMessage({ type: 'watch', ids });
  }
}

function shapeAt(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  const shape = target.closest('[data-shape]');
  return shape instanceof SVGElement ? shape.dataset['shape'] : undefined;
}
