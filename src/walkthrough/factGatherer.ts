import * as vscode from 'vscode';
import {
  noFacts,
  type CourseFacts,
  type Ending,
  type ObservedContainer,
  type StackFacts,
} from '../course/facts';
import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import type { ContainerSummary, EngineEvent } from '../engine/port';
import { countDefaultPasswords } from './countDefaultPasswords';
import { engineHost, probePad } from './probePad';
import { padProjects, readCompose, type ComposeProject } from './stackFiles';

/** Seconds between two questions to a stack that does not answer yet. After the last, only an event asks again. */
const patience = [1, 2, 4, 8, 15, 30, 60, 60];

/**
 * Keeps the course's facts while somebody needs them: holds the current engine, listens to its events, and
 * asks the sample stack's ports when something changed. When it is not active, nothing runs.
 */
export class FactGatherer implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<CourseFacts>();
  /** Fired with the new facts each time they may have changed. */
  readonly onDidChange = this.changed.event;
  private facts: CourseFacts = noFacts;
  private watched: vscode.Disposable | undefined;
  private readonly hubSubscription: { dispose(): void };
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Number of the last refresh: an answer to an earlier one is dropped. */
  private turn = 0;

  constructor(private readonly hub: EngineHub) {
    this.hubSubscription = hub.onDidChange(() => {
      if (!this.watched) return;
      this.setActive(false);
      this.setActive(true);
    });
  }

  get current(): CourseFacts {
    return this.facts;
  }

  setActive(active: boolean): void {
    if (active === (this.watched !== undefined)) return;
    if (active) this.watched = this.watch(this.hub.current);
    else {
      this.watched?.dispose();
      this.watched = undefined;
      this.turn++;
      clearTimeout(this.timer);
    }
  }

  private watch(live: LiveEngine): vscode.Disposable {
    const subscriptions = vscode.Disposable.from(
      live.hold(),
      live.onDidChange(() => {
        void this.refresh(live, 0);
      }),
      live.onEvent((event) => {
        this.note(event);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (/\.ya?ml$/.test(document.uri.path)) void this.refresh(live, 0);
      }),
    );
    void this.refresh(live, 0);
    return subscriptions;
  }

  /** Remembers how a container ended: one run with `--rm` is gone before the next snapshot. */
  private note({ type, action, id, attributes }: EngineEvent): void {
    if (type !== 'container' || action !== 'die') return;
    const exitCode = Number(attributes['exitCode'] ?? Number.NaN);
    if (Number.isNaN(exitCode)) return;
    const ending: Ending = {
      id,
      name: attributes['name'] ?? id.slice(0, 12),
      image: attributes['image'] ?? '',
      exitCode,
    };
    this.publish({ ...this.facts, endings: [...this.facts.endings, ending].slice(-20) });
  }

  private async refresh(live: LiveEngine, attempt: number): Promise<void> {
    const turn = ++this.turn;
    clearTimeout(this.timer);
    const summaries = [...live.snapshot.containers.values()];
    this.publish({ ...this.facts, containers: summaries.map(observed) });
    const projects = padProjects(summaries);
    const stacks = await Promise.all(projects.map((project) => this.readStack(project, live)));
    if (turn !== this.turn) return;
    this.publish({ ...this.facts, stacks });
    const waiting = stacks.some(
      ({ services, pad }) => services['app'] === 'running' && pad?.redirect === undefined,
    );
    const pause = patience[attempt];
    if (waiting && pause !== undefined)
      this.timer = setTimeout(() => {
        void this.refresh(live, attempt + 1);
      }, pause * 1000);
  }

  private async readStack({ file, services }: ComposeProject, live: LiveEngine): Promise<StackFacts> {
    const text = await readCompose(file);
    const running = [...services].map(
      ([name, { state }]) => [name, state === 'running' ? 'running' : 'stopped'] as const,
    );
    const pad =
      services.get('app')?.state === 'running'
        ? await probePad(services, engineHost(live.endpoint))
        : undefined;
    return {
      file: vscode.workspace.asRelativePath(file),
      services: Object.fromEntries(running),
      ...(text !== undefined && { defaultPasswords: await countDefaultPasswords(text, file) }),
      ...(pad && { pad }),
    };
  }

  private publish(facts: CourseFacts): void {
    this.facts = facts;
    this.changed.fire(facts);
  }

  dispose(): void {
    this.setActive(false);
    this.hubSubscription.dispose();
    this.changed.dispose();
  }
}

function observed({ id, name, image, state, status, labels, created }: ContainerSummary): ObservedContainer {
  const code = /^Exited \((\d+)\)/.exec(status)?.[1];
  return {
    id,
    name,
    image,
    labels,
    running: state === 'running',
    created,
    ...(code !== undefined && { exitCode: Number(code) }),
  };
}
