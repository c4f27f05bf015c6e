import path from 'node:path';
import * as vscode from 'vscode';
import type { LiveEngine } from '../engine/liveSnapshot';
import { isOnDisk } from './composeDocument';
import { argumentsFor, type ComposeTarget } from './composeRun';
import type { AnalysedDocument, ComposeDocuments } from './composeDocuments';
import { msg } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import type { ComposeSettings } from './composeSettings';
import type { DiskWatch } from './diskWatch';
import { docker } from './dockerCli';
import type { ServiceDrift } from './model/lensModel';
import { parseHashes, serviceDrift } from './model/serviceDrift';
import type { ServiceContainers } from './model/serviceState';

/** What a file asks for, as compose itself sums it up. */
interface Wanted {
  readonly hashes: ReadonlyMap<string, string>;
  /** Image ids by the tags that the engine knows now. */
  readonly images: ReadonlyMap<string, string>;
}

/** What is known of a file's project. The last answer counts while a new one is on its way: no lens flickers. */
interface Known {
  readonly document: string;
  /** All that compose reads for it: absolute paths. */
  files: ReadonlySet<string>;
  answer: Wanted | undefined;
  /** By its identity a late answer is told from one that still counts; undefined when nothing is asked. */
  question: object | undefined;
  stale: boolean;
}

/** Milliseconds in which changes of several files (a checkout, a save of all) become one question. */
const pause = 300;

export interface DriftReaderDeps {
  readonly documents: ComposeDocuments;
  readonly settings: ComposeSettings;
  readonly disk: DiskWatch;
  readonly boundary: ErrorBoundary;
}

/**
 * Compares running containers with the file by the sums that compose itself makes (`config --hash`). It asks
 * once for each state of the files on the disk, of a file whose project has containers; nothing is asked for
 * the others.
 */
export class DriftReader implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly known = new Map<string, Known>();
  private readonly subscriptions: vscode.Disposable;
  /** Files that changed since it was last told. */
  private readonly touched = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: DriftReaderDeps) {
    const { documents, disk, settings } = deps;
    const touch = ({ fsPath }: vscode.Uri): void => {
      if (![...this.known.values()].some(({ files }) => files.has(fsPath))) return;
      this.touched.add(fsPath);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.forget([...this.touched]);
        this.touched.clear();
      }, pause);
    };
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      // Compose reads the disk, and files change there without the editor, too.
      disk.onDidChange(touch),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        touch(uri);
      }),
      settings.onDidChange(() => {
        this.forget();
      }),
      documents.onDidForget((uri) => {
        for (const [key, { document }] of this.known) if (document === uri.toString()) this.known.delete(key);
      }),
    );
  }

  /** `profiles`: all of the file. A service may run whose profile is not chosen: compose sums it up only with it. */
  of(
    { document, analysis, dependsOn }: AnalysedDocument,
    containers: ServiceContainers,
    live: LiveEngine,
    profiles: readonly string[],
  ): readonly ServiceDrift[] {
    if (containers.size === 0 || !vscode.workspace.isTrusted || !isOnDisk(document.uri)) return [];
    const key = `${live.endpoint.host} ${document.uri.toString()}`;
    const known: Known = this.known.get(key) ?? {
      document: document.uri.toString(),
      files: dependsOn,
      answer: undefined,
      question: undefined,
      stale: true,
    };
    known.files = new Set([...dependsOn, document.uri.fsPath]);
    this.known.set(key, known);
    if (known.stale) {
      known.stale = false;
      known.question = {};
      this.deps.boundary.background(
        msg('What runs could not be compared with the file'),
        this.ask(known, known.question, { file: document.uri, endpoint: live.endpoint, profiles }, live),
      );
    }
    if (!known.answer) return [];
    return serviceDrift({
      containers,
      hashes: known.answer.hashes,
      images: known.answer.images,
      inFile: new Set(analysis.project.services.keys()),
    });
  }

  /** Asks again, for instance after an `up`; of those alone that read one of `files`, where some are named. */
  forget(files?: readonly string[]): void {
    for (const known of this.known.values())
      if (!files || files.some((file) => known.files.has(file))) known.stale = true;
    this.changed.fire();
  }

  private async ask(known: Known, question: object, target: ComposeTarget, live: LiveEngine): Promise<void> {
    const args = argumentsFor(target, this.deps.settings, ['config', '--hash', '*']);
    const answer = await docker(args, { cwd: path.dirname(target.file.fsPath) });
    const images = new Map<string, string>();
    try {
      for (const { id, tags } of await live.engine.images()) for (const tag of tags) images.set(tag, id);
    } catch {
      // Without the list of images only the files are compared.
    }
    // The file was changed or run meanwhile: a later question is under way, or will be asked.
    if (known.stale || known.question !== question) return;
    known.question = undefined;
    // A file that compose cannot read for the moment differs from nothing.
    known.answer = answer.ok ? { hashes: parseHashes(answer.stdout), images } : undefined;
    this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }
}
