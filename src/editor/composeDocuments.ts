import * as vscode from 'vscode';
import type { Profile } from '../compose/rule';
import type { ComposeAnalysis, ComposeSet } from './composeAnalysis';
import { composeSet, type ComposeSettings } from './composeSettings';
import { isComposeDocument } from './composeDocument';

/** What is known of one version of a document. */
export interface AnalysedDocument {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly analysis: ComposeAnalysis;
}

/** Milliseconds without a keystroke before a file is looked at again. */
const pause = 200;

/**
 * Analyses open compose files: at once when they are opened, after a pause while somebody types, and again
 * when a file beside them changes. An answer for an older version is never given.
 */
export class ComposeDocuments implements vscode.Disposable {
  private readonly analysed = new vscode.EventEmitter<AnalysedDocument>();
  readonly onDidAnalyse = this.analysed.event;
  private readonly forgotten = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidForget = this.forgotten.event;
  private readonly known = new Map<string, AnalysedDocument>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly subscriptions: readonly { dispose(): unknown }[];

  constructor(private readonly settings: ComposeSettings) {
    const watcher = vscode.workspace.createFileSystemWatcher('**/{.env,*.env,.env.*,*.yml,*.yaml}');
    const around = (uri: vscode.Uri): void => {
      this.fileChanged(uri);
    };
    this.subscriptions = [
      this.analysed,
      this.forgotten,
      watcher,
      watcher.onDidChange(around),
      watcher.onDidCreate(around),
      watcher.onDidDelete(around),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.plan(document, 0);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        this.plan(document, pause);
        if (!isComposeDocument(document)) this.fileChanged(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.forget(document.uri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('unboxed')) this.again();
      }),
      settings.onDidChange(() => {
        this.again();
      }),
    ];
    this.again();
  }

  /** The analysis of a document as it stands now. */
  async of(document: vscode.TextDocument): Promise<AnalysedDocument | undefined> {
    if (!isComposeDocument(document)) return undefined;
    const known = this.known.get(document.uri.toString());
    if (known?.version === document.version) return known;
    return this.analyse(document);
  }

  /** The last analysis, whatever has been typed since. */
  last(uri: vscode.Uri): AnalysedDocument | undefined {
    return this.known.get(uri.toString());
  }

  /** The texts that belong to a document's run, as they stand now. */
  setOf(document: vscode.TextDocument): ComposeSet {
    return composeSet(document, this.settings);
  }

  private async analyse(document: vscode.TextDocument): Promise<AnalysedDocument | undefined> {
    const { analyse } = await import('./composeAnalysis');
    if (document.isClosed || !isComposeDocument(document)) {
      this.forget(document.uri);
      return undefined;
    }
    const { version } = document;
    const known = this.known.get(document.uri.toString());
    if (known?.version === version) return known;
    const profile = vscode.workspace
      .getConfiguration('unboxed.lint', document)
      .get<Profile>('profile', 'learn');
    const found = { document, version, analysis: analyse(this.setOf(document), profile) };
    this.known.set(document.uri.toString(), found);
    this.analysed.fire(found);
    return found;
  }

  private plan(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'yaml' && document.languageId !== 'dockercompose') return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        if (isComposeDocument(document)) void this.analyse(document);
        else this.forget(document.uri);
      }, delay),
    );
  }

  /** A file beside compose files has changed: what they say of it may have, too. */
  private fileChanged(uri: vscode.Uri): void {
    for (const [key, { document }] of this.known)
      if (document.uri.toString() !== uri.toString()) {
        this.known.delete(key);
        this.plan(document, pause);
      }
  }

  private again(): void {
    this.known.clear();
    for (const document of vscode.workspace.textDocuments) this.plan(document, 0);
  }

  private forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.known.delete(key);
    // Not only when it is known: an analysis that is being redone has left its problems on display.
    this.forgotten.fire(uri);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
