import { msg } from '../../message';
import type { InspectFacts } from '../inspectFacts';
import type { InspectSelection, ToPage } from '../pageProtocol';
import { withPlanned } from '../planContainer';
import { planFromState, type PlanOptions } from '../planOptions';
import { acceptedOptions, planProblems } from '../planProblems';
import type { UsageById } from '../usageWords';
import { selectionFromState } from '../selection';
import { visibleText } from '../../platform/visibleText';
import { compareView } from './compareView';
import { choicesFrom, type PageChoices } from './pageChoices';
import type { PageHost } from './pageHost';
import type { Say } from './pageTexts';
import { h, patch, type VNode } from './patch';
import { Stage } from './stage';
import { tableView } from './tableView';
import { toolbar } from './toolbar';
import { whatIfView } from './whatIfView';

/** Each watched container is a stream of the engine's; what is off the screen needs none. */
const watchedAtOnce = 48;
const namedInTitle = 6;

/** Keeps what the page knows and what the reader chose, and draws it. */
export class Page {
  private facts: InspectFacts | undefined;
  private usage: UsageById = {};
  private problem: string | undefined;
  private selection: InspectSelection | undefined;
  private choices: PageChoices;
  private plan: PlanOptions;
  private width: number;
  private drawing = false;
  private watched: string | undefined;
  private looked: string | undefined;
  /** How many of the containers in view are watched, where not all are. */
  private partly: { readonly watched: number; readonly seen: number } | undefined;
  private said = '';
  private readonly stage: Stage;

  constructor(
    private readonly root: HTMLElement,
    private readonly host: PageHost,
    private readonly say: Say,
    /** Of the document: what an earlier page of this tab kept is newer. */
    selection: InspectSelection | undefined,
  ) {
    this.selection = selectionFromState(host.getState()) ?? selection;
    this.choices = choicesFrom(host.getState());
    this.plan = planFromState(host.getState());
    this.width = root.clientWidth;
    this.stage = new Stage(root, { ...this.editor(), toggle: this.toggle, changed: this.drawSoon }, say);
    new ResizeObserver(() => {
      if (this.root.clientWidth === this.width) return;
      this.width = this.root.clientWidth;
      this.layOut();
    }).observe(root);
    root.addEventListener('scroll', this.watchSeen, { capture: true, passive: true });
    this.keep();
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

  /** What the buttons ask the editor to do. */
  private editor() {
    return {
      terminal: (line: string) => {
        this.host.postMessage({ type: 'terminal', line });
      },
      copy: (text: string) => {
        this.host.postMessage({ type: 'copy', text });
        this.said = this.say(msg('Copied.'));
        this.drawSoon();
      },
      insert: (text: string) => {
        this.host.postMessage({ type: 'insert', text });
      },
    };
  }

  private readonly choose = (choices: Partial<PageChoices>): void => {
    this.choices = { ...this.choices, ...choices };
    this.keep();
    this.layOut();
  };

  private readonly toggle = (key: string): void => {
    const { expanded } = this.choices;
    this.choose({
      expanded: expanded.includes(key) ? expanded.filter((each) => each !== key) : [...expanded, key],
    });
  };

  private keep(): void {
    this.host.setState({ selection: this.selection, choices: this.choices, plan: this.plan });
  }

  /** The facts, in the what-if view with the planned container among them. */
  private shown(facts: InspectFacts): InspectFacts {
    if (this.choices.view !== 'whatIf') return facts;
    const accepted = acceptedOptions(this.plan, planProblems(this.plan, facts.engine.cpus));
    return withPlanned(facts, accepted, this.say(msg('planned')));
  }

  private layOut(): void {
    if (this.facts === undefined) return;
    this.stage.layOut(this.shown(this.facts), this.choices, this.width);
    this.drawSoon();
  }

  private readonly drawSoon = (): void => {
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      const focused = document.activeElement;
      patch(this.root, this.draw());
      // Where a part changed its place among the others, the browser took the focus from it.
      if (focused !== document.activeElement && focused instanceof SVGElement && focused.isConnected)
        focused.focus({ preventScroll: true });
      this.watchSeen();
      if (this.stage.drawMore()) this.drawSoon();
    });
  };

  private draw(): readonly (VNode | false)[] {
    const { facts, problem, say, choices } = this;
    return [
      problem !== undefined && h('p', { key: 'problem', class: 'problem', role: 'status' }, problem),
      facts === undefined
        ? problem === undefined && h('p', { key: 'wait', role: 'status' }, say(msg('Asking the engine…')))
        : h(
            'div',
            { key: 'content', class: problem === undefined ? 'content' : 'content stale' },
            h('h1', {}, h('bdi', {}, say(msg('Namespaces of {0}', this.names(facts))))),
            toolbar(
              choices,
              this.choose,
              (format) => {
                this.host.postMessage({ type: 'export', format });
              },
              say,
            ),
            h('p', { class: 'unseen', role: 'status' }, this.said),
            this.partly !== undefined &&
              h(
                'p',
                { key: 'partly', class: 'partly' },
                say(
                  msg(
                    'Live usage is read of {0} of the {1} containers in view; the others show –. Zoom in, or choose fewer containers, to see theirs.',
                    this.partly.watched,
                    this.partly.seen,
                  ),
                ),
              ),
            ...this.content(facts),
          ),
    ];
  }

  private content(facts: InspectFacts): readonly (VNode | false)[] {
    const { choices, usage, say, stage } = this;
    switch (choices.view) {
      case 'picture':
        return [stage.view(facts, usage)];
      case 'table':
        return [tableView(facts, usage, say)];
      case 'compare':
        return [
          compareView(
            facts,
            choices.compared,
            (compared) => {
              this.choose({ compared });
            },
            say,
          ),
        ];
      case 'whatIf': {
        const change = (options: Partial<PlanOptions>) => {
          this.plan = { ...this.plan, ...options };
          this.keep();
          this.layOut();
        };
        return [
          whatIfView(facts, this.plan, { ...this.editor(), change }, say),
          stage.view(this.shown(facts), usage),
        ];
      }
    }
  }

  private names(facts: InspectFacts): string {
    const names = facts.containers.filter(({ chosen }) => chosen).map(({ name }) => visibleText(name, 60));
    if (names.length > namedInTitle) return this.say(msg('{0} containers', names.length));
    return visibleText(names.length > 0 ? names.join(', ') : this.say(msg('none')), 200);
  }

  /** Asks for the usage of the containers that are on the screen. */
  private readonly watchSeen = (): void => {
    const { facts } = this;
    if (facts === undefined) return;
    const looked = this.stage.lookedContainer();
    if (looked !== this.looked) {
      this.looked = looked;
      this.host.postMessage({ type: 'look', id: looked });
    }
    const running = new Set(facts.containers.filter((each) => each.running).map(({ id }) => id));
    const seen = (this.stage.seen() ?? facts.containers.map(({ id }) => [id])).map((column) =>
      column.filter((id) => running.has(id)),
    );
    const ids: string[] = [];
    // A group's bar shows the sum of all of its containers, or nothing.
    for (const column of seen) if (ids.length + column.length <= watchedAtOnce) ids.push(...column);
    const all = seen.flat().length;
    const partly = ids.length < all ? { watched: ids.length, seen: all } : undefined;
    if (partly?.watched !== this.partly?.watched || partly?.seen !== this.partly?.seen) {
      this.partly = partly;
      this.drawSoon();
    }
    if (ids.join() === this.watched) return;
    this.watched = ids.join();
    this.host.postMessage({ type: 'watch', ids });
  };
}
