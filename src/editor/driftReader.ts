import path from 'node:path';
import * as vscode from 'vscode';
import type { LiveEngine } from '../engine/liveSnapshot';
import { argumentsFor } from './composeRun';
import type { AnalysedDocument } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
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

/** A question under way; by its identity a late answer is told from one that still counts. */
interface Asking {
  readonly asking: true;
}

/**
 * Compares running containers with the file by the sums that compose itself makes (`config --hash`). It asks
 * once for each saved state of a file whose project has containers; nothing is asked for the others.
 */
export class DriftReader implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly known = new Map<string, Wanted | Asking | 'unknown'>();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly settings: ComposeSettings) {
    const forget = (): void => {
      this.forget();
    };
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.onDidSaveTextDocument(forget),
      settings.onDidChange(forget),
    );
  }

  of(
    { document, analysis }: AnalysedDocument,
    containers: ServiceContainers,
    live: LiveEngine,
  ): readonly ServiceDrift[] {
    if (containers.size === 0 || !vscode.workspace.isTrusted || document.isUntitled) return [];
    const key = `${live.endpoint.host} ${document.uri.toString()}`;
    const known = this.known.get(key);
    if (known === undefined) {
      const question: Asking = { asking: true };
      this.known.set(key, question);
      void this.ask(key, question, document.uri, live);
    }
    if (known === undefined || known === 'unknown' || 'asking' in known) return [];
    return serviceDrift({
      containers,
      hashes: known.hashes,
      images: known.images,
      inFile: new Set(analysis.project.services.keys()),
    });
  }

  /** Asks again, for instance after an `up`. */
  forget(): void {
    this.known.clear();
    this.changed.fire();
  }

  private async ask(key: string, question: Asking, file: vscode.Uri, live: LiveEngine): Promise<void> {
    const args = argumentsFor({ file, endpoint: live.endpoint }, this.settings, ['config', '--hash', '*']);
    const answer = await docker(args, { cwd: path.dirname(file.fsPath) });
    const images = new Map<string, string>();
    try {
      for (const { id, tags } of await live.engine.images()) for (const tag of tags) images.set(tag, id);
    } catch {
      // Without the list of images only the files are compared.
    }
    // The file was saved or run meanwhile: a later question is under way, or will be asked.
    if (this.known.get(key) !== question) return;
    this.known.set(key, answer.ok ? { hashes: parseHashes(answer.stdout), images } : 'unknown');
    this.changed.fire();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
