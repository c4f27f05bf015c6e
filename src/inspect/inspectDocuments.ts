import * as vscode from 'vscode';
import { factsJson } from './factsJson';
import { factsMarkdown } from './factsMarkdown';
import type { InspectFacts } from './inspectFacts';
import { say } from '../platform/say';
import type { UsageById } from './usageWords';
import { visibleText } from '../platform/visibleText';

const scheme = 'unboxed-namespaces';
/** Documents kept: those closed long ago are made anew by the command. */
const kept = 20;

/** The content of the picture as read-only text documents. */
export class InspectDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? '';
  }

  /** Opens the facts beside the active editor. */
  async show(facts: InspectFacts, usage: UsageById, format: 'markdown' | 'json'): Promise<void> {
    const names = facts.containers.filter(({ chosen }) => chosen).map(({ name }) => name);
    const title = visibleText(names.join(', '), 40).replaceAll('/', '∕') || 'containers';
    const uri = vscode.Uri.from({ scheme, path: `/${title}.${format === 'markdown' ? 'md' : 'json'}` });
    const text = format === 'markdown' ? factsMarkdown(facts, usage, say) : factsJson(facts, usage);
    this.texts.delete(uri.path);
    this.texts.set(uri.path, text);
    for (const oldest of [...this.texts.keys()].slice(0, -kept)) this.texts.delete(oldest);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
