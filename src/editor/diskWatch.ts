import path from 'node:path';
import * as vscode from 'vscode';

/** A file may name thousands of others; what changes in those beyond is heard when it is looked at again. */
const mostWatchers = 100;

/**
 * Hears what changes on the disk, in the editor or outside of it: in the workspace, and of a file that lies elsewhere
 * and of those that it depends on from the moment on at which `follow` has named them.
 */
export class DiskWatch implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly watchers = new Map<string, vscode.Disposable>();

  constructor() {
    this.watch('', '**/*');
  }

  /** Watches the folder of a file, not those below it, and each of the files it `dependsOn`, unless the workspace has them. */
  follow(file: vscode.Uri, dependsOn: Iterable<string>): void {
    if (file.scheme !== 'file') return;
    const folder = path.dirname(file.fsPath);
    this.followOutside(file.fsPath, folder, '*');
    for (const one of dependsOn) {
      const name = path.basename(one);
      // What a glob takes for more than a name stays unwatched.
      if (path.dirname(one) !== folder && !/[*?[\]{}]/.test(name)) this.followOutside(one, one, name);
    }
  }

  private followOutside(file: string, key: string, pattern: string): void {
    if (this.watchers.has(key) || this.watchers.size > mostWatchers) return;
    const uri = vscode.Uri.file(file);
    if (vscode.workspace.getWorkspaceFolder(uri)) return;
    this.watch(key, new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), pattern));
  }

  private watch(key: string, pattern: vscode.GlobPattern): void {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const tell = (uri: vscode.Uri): void => {
      this.changed.fire(uri);
    };
    this.watchers.set(
      key,
      vscode.Disposable.from(
        watcher,
        watcher.onDidChange(tell),
        watcher.onDidCreate(tell),
        watcher.onDidDelete(tell),
      ),
    );
  }

  dispose(): void {
    for (const watcher of this.watchers.values()) watcher.dispose();
    this.changed.dispose();
  }
}
