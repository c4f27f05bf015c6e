import path from 'node:path';
import * as vscode from 'vscode';
import { formatMessage, msg, type Message } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import type { ComposeAnalysis, ComposeSet } from './composeAnalysis';
import { composeSet, type ComposeSettings } from './composeSettings';
import { isComposeDocument, isElsewhere } from './composeDocument';
import { FetchedFiles } from './fetchedFiles';
import type { DiskWatch } from './diskWatch';
import type { Finding } from '../compose/finding';
import { filesAround, uriOf, type FilesAround } from './filesAround';
import { lintSettings } from './lintSettings';

/** What is known of one version of a document. */
export interface AnalysedDocument {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly analysis: ComposeAnalysis;
  /** The files that the analysis asked for, there or not: absolute paths. */
  readonly dependsOn: ReadonlySet<string>;
}

/** How deep files of another file system that name each other are followed. */
const mostRounds = 8;

/** Milliseconds without a keystroke before a file is looked at again. */
const pause = 200;

/**
 * Analyses open compose files: at once when they are opened, after a pause while somebody types, and again when a file that they depend on changes, on the disk or in an editor that has not been saved. An answer for an
 * older version is never given.
 */
export class ComposeDocuments implements vscode.Disposable {
  private readonly analysed = new vscode.EventEmitter<AnalysedDocument>();
  readonly onDidAnalyse = this.analysed.event;
  private readonly forgotten = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidForget = this.forgotten.event;
  private readonly known = new Map<string, AnalysedDocument>();
  /** Analyses that were right for their version, until a file that they depend on changed. */
  private readonly stale = new Set<string>();
  private readonly fetched = new FetchedFiles();
  private readonly failures = new Set<string>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly subscriptions: readonly { dispose(): unknown }[];

  constructor(
    private readonly settings: ComposeSettings,
    private readonly disk: DiskWatch,
    private readonly boundary: ErrorBoundary,
  ) {
    this.subscriptions = [
      this.analysed,
      this.forgotten,
      disk.onDidChange((uri) => {
        this.fetched.forget(uri);
        this.fileChanged(uri);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.plan(document, 0);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        this.plan(document, pause);
        this.fileChanged(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.forget(document.uri);
        // What was typed and not saved is gone.
        this.fileChanged(document.uri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('unboxed')) this.again();
      }),
      // What lies outside of the workspace may be read from now on.
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.again();
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
    return this.current(document) ?? this.analyse(document);
  }

  /** The last analysis, whatever has been typed since. */
  last(uri: vscode.Uri): AnalysedDocument | undefined {
    return this.known.get(uri.toString());
  }

  /** The analyses in which a document is one of the files that are read, its own first. */
  stacksOf(document: vscode.TextDocument): AnalysedDocument[] {
    const own = this.last(document.uri);
    const others = [...this.known.values()].filter(
      (one) => one !== own && one.dependsOn.has(document.uri.fsPath),
    );
    return own ? [own, ...others] : others;
  }

  /** What the analyses of other files say of a document as it stands now, each with the file that it was found from. */
  findingsIn(document: vscode.TextDocument): { readonly from: vscode.Uri; readonly finding: Finding }[] {
    const target = document.uri.toString();
    const text = document.getText();
    return [...this.known.values()].flatMap(({ document: { uri }, analysis: { lint } }) => {
      const files = lint.run.sources.filter(
        (source) => uriOf(uri, source.file).toString() === target && source.text === text,
      );
      if (uri.toString() === target || files.length === 0) return [];
      return lint.findings
        .filter((finding) => files.some(({ file }) => file === finding.file))
        .map((finding) => ({ from: uri, finding }));
    });
  }

  /** The texts that belong to a document's run, as they stand now. */
  setOf(document: vscode.TextDocument): ComposeSet {
    return composeSet(document, this.settings, this.around(document.uri));
  }

  /** The files around a compose file, wherever it is. */
  around(document: vscode.Uri): FilesAround {
    return isElsewhere(document) ? this.fetched.around(document) : filesAround(document);
  }

  /** What is undefined for once is not wrong for ever: the next change of the file is looked at again. */
  private async analyse(document: vscode.TextDocument): Promise<AnalysedDocument | undefined> {
    try {
      return await this.look(document);
    } catch (error) {
      // What was found in an older text would stand there as if it were true of this one.
      this.forget(document.uri);
      this.tellOnce(msg('{0} could not be looked at', path.basename(document.uri.path)), error);
      return undefined;
    }
  }

  private async look(document: vscode.TextDocument): Promise<AnalysedDocument | undefined> {
    const { analyse } = await import('./composeAnalysis');
    const isGone = (): boolean => document.isClosed || !isComposeDocument(document);
    if (isGone()) {
      this.forget(document.uri);
      return undefined;
    }
    const known = this.current(document);
    if (known) return known;
    const onFailure = (rule: string, error: unknown): void => {
      this.tellOnce(msg('The rule {0} failed; all the others count', rule), error);
    };
    const look = (files: FilesAround): AnalysedDocument => {
      const { version } = document;
      const before = this.last(document.uri)?.analysis;
      const set = composeSet(document, this.settings, files);
      const analysis = analyse(set, lintSettings(document), before, onFailure);
      return { document, version, analysis, dependsOn: files.asked };
    };
    let found: AnalysedDocument;
    if (!isElsewhere(document.uri)) found = look(filesAround(document.uri));
    else {
      // Each file may name further ones.
      let files = this.fetched.around(document.uri);
      found = look(files);
      for (let rounds = 0; files.missing.size > 0 && rounds < mostRounds; rounds++) {
        await this.fetched.fetch(files.missing.values());
        files = this.fetched.around(document.uri);
        found = look(files);
      }
      if (isGone()) return undefined;
    }
    this.known.set(document.uri.toString(), found);
    this.stale.delete(document.uri.toString());
    this.disk.follow(document.uri, found.dependsOn);
    this.analysed.fire(found);
    return found;
  }

  /** A rule that fails does so with each key that is pressed. */
  private tellOnce(what: Message, error: unknown): void {
    const key = `${formatMessage(what)} ${String(error)}`;
    if (this.failures.has(key)) return;
    this.failures.add(key);
    this.boundary.failed(what, error);
  }

  private current(document: vscode.TextDocument): AnalysedDocument | undefined {
    const key = document.uri.toString();
    const known = this.known.get(key);
    return known?.version === document.version && !this.stale.has(key) ? known : undefined;
  }

  private plan(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'yaml' && document.languageId !== 'dockercompose') return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        if (isComposeDocument(document))
          this.boundary.background(msg('A compose file could not be looked at'), this.analyse(document));
        else this.forget(document.uri);
      }, delay),
    );
  }

  /** A file has changed: what is known of the compose files that depend on it may be wrong. */
  private fileChanged(uri: vscode.Uri): void {
    for (const [key, { document, dependsOn }] of this.known)
      if (dependsOn.has(uri.fsPath)) {
        this.stale.add(key);
        this.plan(document, pause);
      }
  }

  private again(): void {
    for (const key of this.known.keys()) this.stale.add(key);
    for (const document of vscode.workspace.textDocuments) this.plan(document, 0);
  }

  private forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.known.delete(key);
    this.stale.delete(key);
    this.disk.release(uri);
    // Not only when it is known: an analysis that is being redone has left its problems on display.
    this.forgotten.fire(uri);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
