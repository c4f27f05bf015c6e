import * as vscode from 'vscode';
import type { EngineHub, LiveEngine, SnapshotChange } from '../engine/liveSnapshot';
import type { Swarm } from '../engine/port';
import { msg } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import type { ContainerFacts } from '../kernel/containerFacts';
import { HeldEngines } from './heldEngines';
import { containerNode, containerNodeId, projectNode, sectionNodes } from './model/containerNodes';
import { groupContainers, isLive, type TreeOptions } from './model/containerGroups';
import { engineNode, engineNodeId } from './model/engineNodes';
import { failureNodes, failureReasonNode, unreadNode } from './model/failureNodes';
import type { Section, TreeNode } from './model/treeNode';
import { swarmNode, swarmNodes } from './model/swarmNodes';
import { say } from '../platform/say';
import { settled } from './settled';
import type { sectionContent } from './sectionNodes';
import { changedElements } from './changedElements';
import { PointedRow } from './pointedRow';
import { toTooltip, toTreeItem } from './toTreeItem';
import { looksOf, type TreeElement } from './treeElement';
import { TreeRows } from './treeRows';
import { readForSection } from './readForSection';
import { SwarmWatches } from './swarmWatches';
import { UsageWatches, type OpenUsage } from './usageWatches';

/**
 * The rows of the containers view. Engines are held only while it is visible; facts of a container are read
 * when its rows are opened, and usage is streamed only for limits on display.
 */
export class ContainersTree implements vscode.TreeDataProvider<TreeElement>, vscode.Disposable {
  readonly engines: HeldEngines;
  readonly #changed = new vscode.EventEmitter<TreeElement[] | undefined>();
  readonly #stateChanged = new vscode.EventEmitter<void>();
  readonly #rows = new TreeRows();
  readonly #usage = new UsageWatches();
  readonly #swarms: SwarmWatches;
  readonly #pointed = new PointedRow((rows) => {
    this.#changed.fire(rows);
  });
  #roots: readonly TreeElement[] = [];
  /** What is in a section, loaded when the first one is opened. */
  #content: typeof sectionContent | undefined;

  readonly onDidChangeTreeData = this.#changed.event;
  /** The connection or the number of containers changed: title, badge and welcome follow. */
  readonly onDidChangeState = this.#stateChanged.event;

  constructor(
    hub: EngineHub,
    readonly options: () => TreeOptions,
    private readonly boundary: ErrorBoundary,
    /** So many containers are read unasked, to find out with whom a namespace is shared. */
    private readonly unasked = 12,
  ) {
    this.#swarms = new SwarmWatches(boundary);
    this.engines = new HeldEngines(hub, {
      changed: (live, change) => {
        this.#follow(live, change);
      },
      enginesChanged: () => {
        this.refresh();
      },
    });
  }

  /** Connects to the engines in use, or lets go of them: hidden, no request is made for this view. */
  setVisible(visible: boolean): void {
    if (visible) {
      this.engines.show();
      return;
    }
    this.engines.hide();
    this.#pointed.point(undefined);
    this.#reconcile();
  }

  /** Shows all rows anew; asks the engines nothing by itself. */
  refresh(): void {
    this.#changed.fire(undefined);
    this.#stateChanged.fire();
  }

  /** Connects anew and reads all that is on display again. */
  reload(): void {
    if (!this.engines.visible) return;
    this.engines.hide();
    this.engines.show();
  }

  dispose(): void {
    this.engines.dispose();
    this.#usage.dispose();
    this.#swarms.dispose();
    this.#pointed.dispose();
    this.#changed.dispose();
    this.#stateChanged.dispose();
  }

  getTreeItem(element: TreeElement): vscode.TreeItem {
    element.drawn = looksOf(element.node);
    return toTreeItem(element);
  }

  getParent(element: TreeElement): TreeElement | undefined {
    return element.parent;
  }

  async resolveTreeItem(item: vscode.TreeItem, element: TreeElement): Promise<vscode.TreeItem> {
    this.#pointed.point(element);
    await this.#readCounters(element);
    item.tooltip = toTooltip(element.node.tooltip);
    return item;
  }

  async getChildren(element?: TreeElement): Promise<TreeElement[]> {
    return (
      (await this.boundary.guarded(msg('Some rows could not be shown'), () => this.#rowsBelow(element))) ?? []
    );
  }

  async #rowsBelow(element: TreeElement | undefined): Promise<TreeElement[]> {
    if (element === undefined) {
      this.#roots = this.#rows.adopt(undefined, this.#roots, await this.#rootNodes());
      return [...this.#roots];
    }
    element.open = true;
    element.children = this.#rows.adopt(element, element.children, await this.#childNodes(element));
    this.#reconcile();
    return [...element.children];
  }

  /** The editor opened or closed a row that it had already asked for. */
  setOpen(element: TreeElement, open: boolean): void {
    element.open = open;
    this.#reconcile();
  }

  /** The row of a container, asked for where it was not yet; undefined when the options hide it. */
  async findContainer(engine: string, container: string): Promise<TreeElement | undefined> {
    const find = async (elements: readonly TreeElement[]): Promise<TreeElement | undefined> => {
      for (const element of elements) {
        if (element.id === containerNodeId(engine, container)) return element;
        const { kind } = element.node.target;
        if ((kind !== 'engine' && kind !== 'project') || !element.containers.includes(container)) continue;
        const found = await find(
          element.children.length > 0 ? element.children : await this.getChildren(element),
        );
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return find(this.#roots.length > 0 ? this.#roots : await this.getChildren());
  }

  /** Reads the namespaces of all running containers, so that those of one section can be told for certain. */
  async compareAll(engine: string, sectionId: string): Promise<void> {
    const live = this.engines.find(engine);
    const section = this.#rows.all.get(sectionId);
    if (live === undefined || section === undefined) return;
    const running = [...live.snapshot.containers.values()].filter(isLive).map(({ id }) => id);
    await live.facts.readAll(running);
    this.#changed.fire([section]);
  }

  async #rootNodes(): Promise<readonly TreeNode[]> {
    const { shown, visible } = this.engines;
    const [first] = shown;
    if (first === undefined || !visible) return [];
    if (shown.length > 1)
      return shown.map((live) => engineNode(live.endpoint.name, live.endpoint.host, live.snapshot, say));
    await settled(first, this.engines.hidden);
    // Another one may have been chosen meanwhile: this one is no longer on display.
    return this.engines.shown[0] === first ? this.#containerNodes(first) : this.#rootNodes();
  }

  async #childNodes(element: TreeElement): Promise<readonly TreeNode[]> {
    const { node } = element;
    if (node.children !== undefined) return node.children;
    const live = this.engines.find(node.engine);
    if (live === undefined) return [];
    switch (node.target.kind) {
      case 'engine':
        await settled(live, this.engines.hidden);
        return this.#containerNodes(live, true);
      case 'project': {
        const members = node.containers.flatMap((id) => live.snapshot.containers.get(id) ?? []);
        return members.map((summary) => containerNode(node.engine, summary, say, members));
      }
      case 'container': {
        const summary = live.snapshot.containers.get(node.containers[0] ?? '');
        return summary === undefined ? [] : sectionNodes(node.engine, summary, say);
      }
      case 'section':
        return this.#sectionNodes(live, node, node.target.section);
      case 'swarm':
        return this.#swarmNodes(live, node);
      default:
        return [];
    }
  }

  async #swarmNodes(live: LiveEngine, node: TreeNode): Promise<readonly TreeNode[]> {
    try {
      const swarm = await this.#swarms.read(node.id, () => live.engine.swarm());
      return swarmNodes(node, swarm, (container) => this.#engineOf(container), say);
    } catch (error) {
      // No event tells that an engine left its swarm.
      if (/not (part of a swarm|a swarm manager)/i.test(String(error))) live.readInfoAgain();
      return [unreadNode(node, error, say)];
    }
  }

  #engineOf(container: string): string | undefined {
    return this.engines.shown.find((live) => live.snapshot.containers.has(container))?.endpoint.name;
  }

  /** With several engines nothing above the rows can say why one is missing: the first row does. */
  async #containerNodes(live: LiveEngine, severalEngines = false): Promise<readonly TreeNode[]> {
    const { connection, containers, info } = live.snapshot;
    const engine = live.endpoint.name;
    if (connection.kind === 'failed') {
      const parent = { id: engineNodeId(engine), engine, containers: [] };
      const others = severalEngines ? [] : await this.engines.others(live);
      const steps = failureNodes(parent, connection, live.endpoint, say, others);
      return severalEngines ? [failureReasonNode(parent, connection, live.endpoint, say), ...steps] : steps;
    }
    if (connection.kind !== 'connected') return [];
    const groups = groupContainers(containers.values(), this.options());
    return [
      ...groups.projects.map(({ name, containers }) => projectNode(engine, name, containers, say)),
      ...groups.others.map((container) => containerNode(engine, container, say)),
      ...(info?.swarm.manager === true ? [swarmNode(engine, say)] : []),
    ];
  }

  async #sectionNodes(live: LiveEngine, node: TreeNode, section: Section): Promise<readonly TreeNode[]> {
    const id = node.containers[0] ?? '';
    let facts: ContainerFacts;
    try {
      facts = await readForSection(section, live, id, this.unasked);
    } catch (error) {
      return [unreadNode(node, error, say)];
    }
    this.#content ??= (await import('./sectionNodes')).sectionContent;
    return this.#content(live, node, section, facts, this.#usage.last(node.id), say);
  }

  #follow(live: LiveEngine, change: SnapshotChange): void {
    const changed =
      change.containers === 'all' || !this.engines.visible
        ? undefined
        : changedElements(live, change.containers, this.#rows.all, this.options(), say);
    if (change.containers !== 'all')
      for (const id of change.containers)
        this.#usage.forget(`${containerNodeId(live.endpoint.name, id)}/limits`);
    this.#reconcile();
    if (this.engines.visible && changed === undefined) this.#changed.fire(undefined);
    else if (changed !== undefined) {
      const news = changed.filter((element) => element.drawn !== looksOf(element.node));
      if (news.length > 0) this.#changed.fire(news);
      this.#draw(changed.filter((element) => !news.includes(element)));
    }
    this.#stateChanged.fire();
  }

  /** The counters of a limit move without an event; where reading them costs nothing, what is shown is fresh. */
  async #readCounters({ node, parent }: TreeElement): Promise<void> {
    const live = this.engines.find(node.engine);
    const id = node.containers[0] ?? '';
    if (node.target.kind !== 'limit' || live?.facts.known(id)?.observedBy !== 'proc' || parent === undefined)
      return;
    try {
      await live.facts.readKernel(id);
    } catch {
      // The container went away while it was pointed at: its row follows by the event.
      return;
    }
    this.#showUsage(parent.id);
  }

  /** Opens what the rows on display need from now on, and closes what they no longer need. */
  #reconcile(): void {
    this.#reconcileUsage();
    this.#reconcileSwarms();
  }

  #reconcileSwarms(): void {
    const wanted = new Map<string, () => Promise<Swarm>>();
    if (this.engines.visible)
      for (const element of this.#rows.all.values()) {
        const live = element.node.target.kind === 'swarm' ? this.engines.find(element.engine) : undefined;
        if (live?.snapshot.connection.kind === 'connected' && element.onDisplay)
          wanted.set(element.id, () => live.engine.swarm());
      }
    this.#swarms.reconcile(wanted, (key) => {
      const element = this.#rows.all.get(key);
      if (element !== undefined) this.#draw([element]);
    });
  }

  #reconcileUsage(): void {
    const wanted = new Map<string, OpenUsage>();
    if (this.engines.visible)
      for (const element of this.#rows.all.values()) {
        const { target, engine, containers } = element.node;
        const [id] = containers;
        if (
          target.kind !== 'section' ||
          target.section !== 'limits' ||
          id === undefined ||
          !element.onDisplay
        )
          continue;
        const live = this.engines.find(engine);
        const summary = live?.snapshot.containers.get(id);
        if (live !== undefined && summary !== undefined && isLive(summary))
          wanted.set(element.id, (listener) => live.watchUsage(id, listener));
      }
    this.#usage.reconcile(wanted, (key) => {
      this.#showUsage(key);
    });
  }

  /** A new sample changes the rows of the limits alone. */
  #showUsage(sectionId: string): void {
    const section = this.#rows.all.get(sectionId);
    const live = section === undefined ? undefined : this.engines.find(section.engine);
    const facts = live?.facts.known(section?.containers[0] ?? '');
    const content = this.#content;
    if (section === undefined || live === undefined || facts === undefined || content === undefined) return;
    const nodes = content(live, section.node, 'limits', facts, this.#usage.last(sectionId), say);
    const changed: TreeElement[] = [];
    for (const node of nodes) {
      const element = this.#rows.all.get(node.id);
      if (element === undefined) continue;
      const moved = element.node.description !== node.description;
      element.node = node;
      if (moved) changed.push(element);
    }
    this.#draw(changed);
  }

  /** Draws rows whose own words are the same, or mere counters: they may wait for whoever reads a tooltip. */
  #draw(rows: readonly TreeElement[]): void {
    const now = this.#pointed.release(rows);
    if (now.length > 0) this.#changed.fire(now);
  }
}
