import path from 'node:path';
import * as vscode from 'vscode';

/** A file may name thousands of others; what changes in those beyond is heard when it is looked at again. */
const mostWatchers = 100;

interface Watcher {
  readonly watching: vscode.Disposable;
  /** The compose files that it is for. */
  readonly owners: Set<string>;
}

/**
 * Hears what changes on the disk, in the editor or outside of it: in the workspace, and of a file that lies elsewhere
 * and of those that it depends on from the moment on at which `follow` has named them.
 */
export class DiskWatch implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly workspace: vscode.Disposable;
  private readonly watchers = new Map<string, Watcher>();

  constructor() {
    this.workspace = this.watch('**/*');
  }

  /** Lets go of what only this file was watched for. */
  release(file: vscode.Uri): void {
    for (const [key, { watching, owners }] of this.watchers)
      if (owners.delete(file.fsPath) && owners.size === 0) {
        watching.dispose();
        this.watchers.delete(key);
      }
  }

  /** Watches the folder of a file, not those below it, and each of the files it `dependsOn`, unless the workspace has them. */
  follow(file: vscode.Uri, dependsOn: Iterable<string>): void {
    if (file.scheme !== 'file') return;
    const folder = path.dirname(file.fsPath);
    const owner = file.fsPath;
    this.followOutside(owner, file.fsPath, folder, '*');
    for (const one of dependsOn) {
      const name = path.basename(one);
      // What a glob takes for more than a name stays unwatched.
      if (path.dirname(one) !== folder && !/[*?[\]{}]/.test(name)) this.followOutside(owner, one, one, name);
    }
  }

  private followOutside(owner: string, file: string, key: string, pattern: string): void {
    const known = this.watchers.get(key);
    if (known) known.owners.add(owner);
    if (known || this.watchers.size >= mostWatchers) return;
    const uri = vscode.Uri.file(file);
    if (vscode.workspace.getWorkspaceFolder(uri)) return;
    const watching = this.watch(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), pattern));
    this.watchers.set(key, { watching, owners: new Set([owner]) });
  }

  private watch(pattern: vscode.GlobPattern): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const tell = (uri: vscode.Uri): void => {
      this.changed.fire(uri);
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(tell),
      watcher.onDidCreate(tell),
      watcher.onDidDelete(tell),
    );
  }

  dispose(): void {
    this.workspace.dispose();
    for (const { watching } of this.watchers.values()) watching.dispose();
    this.changed.dispose();
  }
}
