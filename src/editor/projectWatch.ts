import * as vscode from 'vscode';
import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import { engineHost } from '../kernel/engineHost';
import type { ComposeAnalysis } from './composeAnalysis';
import { isComposeDocument, isOnDisk } from './composeDocument';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import type { DriftReader } from './driftReader';
import type { EngineSight, ServiceDrift } from './model/lensModel';
import { projectName } from './model/projectName';
import {
  activeProfiles,
  nameInFiles,
  profilesToReach,
  projectFolder,
  servicesOfRun,
  type RunService,
} from './model/projectRun';
import { containersOfProject, isLive, type ServiceContainers } from './model/serviceState';

const shell = (name: string): string | undefined => process.env[name];

/** A variable as compose finds it: the shell's, else that of a file of variables. */
const variable = (analysis: ComposeAnalysis, name: string): string | undefined =>
  shell(name) ?? analysis.variable(name);

export interface ProjectWatchDeps {
  readonly documents: ComposeDocuments;
  readonly settings: ComposeSettings;
  readonly hub: EngineHub;
  readonly drift: DriftReader;
}

/**
 * What the engine says of the compose files on display. It is held only while one of them is visible, and
 * listeners hear of it only when something changed that a lens would show.
 */
export class ProjectWatch implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private held: { dispose(): void } | undefined;
  private listening: { dispose(): void } | undefined;
  private live: LiveEngine | undefined;
  private lastSight: EngineSight['kind'] = 'unasked';
  private shown = '';
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly deps: ProjectWatchDeps) {
    const follow = (): void => {
      this.follow();
    };
    const hub = deps.hub.onDidChange(() => {
      this.letGo();
      this.live = undefined;
      this.lastSight = 'unasked';
      this.follow();
    });
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      {
        dispose: () => {
          hub.dispose();
        },
      },
      vscode.window.onDidChangeVisibleTextEditors(follow),
      deps.documents.onDidAnalyse(() => {
        this.follow();
        this.look();
      }),
      deps.drift.onDidChange(() => {
        this.changed.fire();
      }),
    );
    this.follow();
  }

  /** The name under which compose runs a file. */
  projectOf({ document, analysis }: AnalysedDocument): string {
    return projectName({
      chosen: this.deps.settings.of(document.uri).projectName,
      environment: variable(analysis, 'COMPOSE_PROJECT_NAME'),
      named: nameInFiles(analysis.lint.run, shell),
      folder: projectFolder(analysis.lint.run, document.uri.fsPath),
    });
  }

  /** The profiles with which a file is run: chosen for it, else set by the shell or a file of variables. */
  profilesOf({ document, analysis }: AnalysedDocument): readonly string[] {
    return activeProfiles(
      this.deps.settings.of(document.uri).profiles,
      variable(analysis, 'COMPOSE_PROFILES'),
    );
  }

  /** The services of the files that are run together. */
  servicesOf({ analysis }: AnalysedDocument): RunService[] {
    return servicesOfRun(analysis.lint.run, shell);
  }

  /** Every profile that a service of the files has. */
  allProfilesOf(analysed: AnalysedDocument): readonly string[] {
    return [...new Set(this.servicesOf(analysed).flatMap(({ profiles }) => profiles))];
  }

  /** With which profiles a command on the whole project reaches all that is meant; undefined for those that count. */
  profilesToReach(
    analysed: AnalysedDocument,
    isMeant = (service: string) => (this.containersOf(analysed).get(service) ?? []).some(isLive),
  ): readonly string[] | undefined {
    return profilesToReach(this.servicesOf(analysed), this.profilesOf(analysed), isMeant);
  }

  /** The containers of a file's project as far as the engine has said. */
  sight(analysed: AnalysedDocument): EngineSight {
    const { live } = this;
    const kind = this.lastSight;
    if (!live || kind !== 'known') return { kind: kind === 'known' ? 'reading' : kind };
    return {
      kind: 'known',
      services: this.containersOf(analysed),
      host: engineHost(live.endpoint.host) ?? 'localhost',
    };
  }

  /** The containers of a file's project, all of them. */
  containersOf(analysed: AnalysedDocument): ServiceContainers {
    const containers = this.live?.snapshot.containers.values() ?? [];
    return containersOfProject(containers, this.projectOf(analysed));
  }

  get engine(): LiveEngine {
    return this.live ?? this.deps.hub.current;
  }

  /** Which services differ from the file; nothing while that is being found out. */
  drift(analysed: AnalysedDocument): readonly ServiceDrift[] {
    if (!this.live || this.lastSight !== 'known') return [];
    return this.deps.drift.of(analysed, this.containersOf(analysed), this.live, this.allProfilesOf(analysed));
  }

  private follow(): void {
    const wanted = vscode.window.visibleTextEditors.some(
      ({ document }) => isOnDisk(document.uri) && isComposeDocument(document),
    );
    if (!wanted) this.letGo();
    else if (!this.held) {
      const live = this.deps.hub.current;
      this.live = live;
      this.listening = live.onDidChange(() => {
        this.look();
      });
      this.held = live.hold();
      this.look();
    }
  }

  private letGo(): void {
    this.listening?.dispose();
    this.held?.dispose();
    this.listening = undefined;
    this.held = undefined;
  }

  /** Tells listeners when what a lens shows is no longer what the engine says. */
  private look(): void {
    if (!this.live) return;
    const { kind } = this.live.snapshot.connection;
    // While it connects again, what was known stays: lenses keep their places.
    if (kind === 'connected') this.lastSight = 'known';
    else if (kind === 'failed') this.lastSight = 'unreachable';
    else if (this.lastSight === 'unasked') this.lastSight = 'reading';
    const now = this.signature();
    if (now === this.shown) return;
    this.shown = now;
    this.changed.fire();
  }

  private signature(): string {
    const parts: string[] = [this.lastSight];
    for (const { document } of vscode.window.visibleTextEditors) {
      const analysed = this.deps.documents.last(document.uri);
      if (!analysed) continue;
      parts.push(this.projectOf(analysed));
      for (const [service, containers] of this.containersOf(analysed))
        for (const { id, state, status, ports } of containers)
          parts.push(service, id, state, /\([^)]*\)/.exec(status)?.[0] ?? '', JSON.stringify(ports));
    }
    return parts.join('\n');
  }

  dispose(): void {
    this.letGo();
    this.subscriptions.dispose();
  }
}
