import { explain } from '../explain';
import { subjectsOf, type Subject } from '../explanation';
import type { InspectFacts } from '../inspectFacts';
import { layoutMachines, type Machines } from '../layoutMachines';
import { layoutNamespaces } from '../layoutNamespaces';
import { nextShape, placesOf, type Direction } from '../nextShape';
import type { Picture } from '../picture';
import { related } from '../related';
import type { UsageById } from '../usageWords';
import { drawnColumns, type View } from './drawnColumns';
import { detailView, type DetailActions } from './detailView';
import type { PageChoices } from './pageChoices';
import type { Say } from './pageTexts';
import { h, type VNode } from './patch';
import type { PictureState } from './pictureShape';
import { gutterView, pictureView } from './pictureView';

const arrows: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
const first = 'rootCgroup';
/** From this width on the explanation stands beside the picture, below it else. */
const beside = 900;
const besideWidth = 336;

export interface StageActions extends Omit<DetailActions, 'unpin'> {
  /** Something that is drawn changed. */
  changed(): void;
}

/** The picture with what is looked at in it: by the pointer, by the keyboard, or held by a click. */
export class Stage {
  private picture: Picture | undefined;
  private machines: Machines | undefined;
  private subjects: ReadonlyMap<string, Subject> = new Map();
  private names = new Map<string, string>();
  private looked: string | undefined;
  private pinned: string | undefined;
  private entry = first;
  private wide = true;
  private zoom = 1;
  private width = 0;
  private drawn: ReadonlySet<string> = new Set();

  constructor(
    private readonly root: HTMLElement,
    private readonly actions: StageActions,
    private readonly say: Say,
  ) {
    root.addEventListener('pointerover', (event) => {
      const shape = shapeAt(event.target);
      if (shape !== undefined && shape !== this.looked) this.look(shape);
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
  }

  /** Places everything anew, keeping the order of what was there. */
  layOut(facts: InspectFacts, choices: PageChoices, width: number): void {
    // Machines need the room: what is told goes below, and the columns do not stretch.
    this.wide = width >= beside && !choices.machines;
    this.zoom = choices.zoom;
    this.width = width;
    this.picture = layoutNamespaces(facts, {
      width: (this.wide ? width - besideWidth : choices.machines ? beside : width) / choices.zoom,
      expanded: new Set(choices.expanded),
      before: this.picture?.order ?? [],
    });
    const appear = choices.machines && this.machines === undefined;
    this.machines = choices.machines ? layoutMachines(this.picture) : undefined;
    if (appear)
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          this.showMachines();
        }),
      );
    this.drawn = drawnColumns(this.picture.columns, this.drawn, this.inView());
    this.subjects = subjectsOf(this.picture, this.machines);
    this.names = new Map();
    if (!this.subjects.has(this.entry)) this.entry = first;
    if (this.pinned !== undefined && !this.subjects.has(this.pinned)) this.pinned = undefined;
    if (this.looked !== undefined && !this.subjects.has(this.looked)) this.looked = undefined;
  }

  view(facts: InspectFacts, usage: UsageById): VNode | false {
    const { picture, machines, subjects, say } = this;
    if (picture === undefined) return false;
    const shown = this.pinned ?? this.looked;
    const subject = shown === undefined ? undefined : subjects.get(shown);
    const state: PictureState = {
      picture,
      machines,
      subjects,
      names: this.names,
      facts,
      usage,
      zoom: this.zoom,
      entry: this.entry,
      drawn: this.drawn,
      pinned: this.pinned,
      lit: shown === undefined || subject === undefined ? new Set() : related(shown, subject, picture),
    };
    const unpin = () => {
      this.unpin();
    };
    return h(
      'div',
      { key: 'stage', class: this.wide ? 'stage wide' : 'stage' },
      h('div', { class: 'canvas' }, gutterView(state, say), pictureView(state, say)),
      detailView(
        subject === undefined ? undefined : explain(subject, facts, usage, say),
        this.pinned !== undefined,
        { ...this.actions, unpin },
        say,
      ),
    );
  }

  /** Scrolls so that the machines, or their beginning, come into sight beside the containers. */
  private showMachines(): void {
    const canvas = this.root.querySelector('.canvas');
    if (canvas === null || this.machines === undefined) return;
    const { x, width } = this.machines.rect;
    const all = (x + width) * this.zoom - canvas.clientWidth;
    canvas.scrollLeft = Math.min(all, x * this.zoom - 0.5 * canvas.clientWidth);
  }

  /** Adds columns that are not drawn yet; false when all are. */
  drawMore(): boolean {
    const { picture, drawn } = this;
    if (picture === undefined || drawn.size >= picture.columns.length) return false;
    this.drawn = drawnColumns(picture.columns, drawn, this.inView());
    return true;
  }

  /** Containers of each column that is on the screen; undefined where no picture is. */
  seen(): readonly (readonly string[])[] | undefined {
    if (this.picture === undefined || this.root.querySelector('.canvas') === null) return undefined;
    const { left, width } = this.inView();
    return this.picture.columns
      .filter(({ rect }) => rect.x < left + width && rect.x + rect.width > left)
      .map(({ containers }) => containers);
  }

  private inView(): View {
    const { picture, zoom } = this;
    const canvas = this.root.querySelector('.canvas');
    const gutter = picture?.gutter ?? 0;
    const from = canvas?.scrollLeft ?? 0;
    return { left: from / zoom + gutter, width: (canvas?.clientWidth ?? this.width) / zoom - gutter };
  }

  /** The container whose part is looked at, if it is one of a single container. */
  lookedContainer(): string | undefined {
    const shown = this.pinned ?? this.looked;
    const subject = shown === undefined ? undefined : this.subjects.get(shown);
    switch (subject?.kind) {
      case 'container':
        return subject.id;
      case 'slot':
      case 'permissions':
        return subject.container;
      case 'bar':
        return subject.containers.length === 1 ? subject.containers[0] : undefined;
      default:
        return undefined;
    }
  }

  private look(shape: string): void {
    this.looked = shape;
    this.actions.changed();
  }

  private enter(shape: string): void {
    this.entry = shape;
    this.look(shape);
  }

  private pin(shape: string): void {
    this.pinned = this.pinned === shape ? undefined : shape;
    this.enter(shape);
  }

  private unpin(): void {
    const shape = this.pinned;
    this.pinned = undefined;
    this.actions.changed();
    if (shape !== undefined) this.focus(shape);
  }

  private key(event: KeyboardEvent): void {
    const shape = shapeAt(event.target);
    if (event.key === 'Escape' && this.pinned !== undefined) {
      this.unpin();
      event.preventDefault();
    } else if (shape !== undefined && this.picture !== undefined && arrows.includes(event.key)) {
      const next = nextShape(shape, event.key as Direction, placesOf(this.picture, this.machines));
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
}

function shapeAt(target: EventTarget | null): string | undefined {
  const shape = target instanceof Element ? target.closest('[data-shape]') : null;
  return shape instanceof SVGElement ? shape.dataset['shape'] : undefined;
}
