import type * as vscode from 'vscode';
import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import type { EditorBoundary } from '../platform/editorBoundary';
import { notify } from '../platform/notify';
import { engineProblem } from './engineProblem';
import { readInspectFacts, type EditorFinder } from './factsSource';
import { InspectDocuments } from './inspectDocuments';
import { InspectPanel } from './inspectPanel';
import type { InspectSelection } from './pageProtocol';
import { say } from '../platform/say';

export interface InspectorDeps {
  readonly extensionUri: vscode.Uri;
  readonly hub: EngineHub;
  /** Where the editor's own process stands on an engine's host. */
  readonly findEditor: EditorFinder;
  readonly boundary: EditorBoundary;
}

/** The open pictures and text documents. Loaded when the first is wanted. */
export class Inspector implements vscode.Disposable {
  private readonly documents = new InspectDocuments();
  private readonly panels = new Set<InspectPanel>();

  constructor(private readonly deps: InspectorDeps) {}

  open(panel: vscode.WebviewPanel, selection: InspectSelection): void {
    const opened = new InspectPanel(panel, selection, {
      ...this.deps,
      exportFacts: (facts, usage, format) => this.documents.show(facts, usage, format),
    });
    this.panels.add(opened);
    panel.onDidDispose(() => this.panels.delete(opened));
  }

  /** Reads once and shows the answer as a text document; says why when the engine does not answer. */
  async showAsText(live: LiveEngine, selection: InspectSelection): Promise<void> {
    const { findEditor } = this.deps;
    const hold = live.hold();
    try {
      await this.documents.show(await readInspectFacts(live, selection, { findEditor }), {}, 'markdown');
    } catch (error) {
      const { reason, step } = engineProblem(error, live.endpoint);
      void notify.error(`${say(reason)} ${say(step)}`);
    } finally {
      hold.dispose();
    }
  }

  dispose(): void {
    for (const panel of this.panels) panel.dispose();
    this.documents.dispose();
  }
}
