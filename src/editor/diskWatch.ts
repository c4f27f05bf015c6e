import path from 'node:path';
import * as vscode from 'vscode';

/**
 * Hears what changes on the disk, in the editor or outside of it: in the workspace, and in the folder of a file
 * that lies elsewhere from the moment on at which `follow` has named it.
 */
export class DiskWatch implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly watchers = new Map<string, vscode.Disposable>();

  constructor() {
    this.watch('', '**/*');
  }

  /** Watches the folder of a file, not those below it, unless the workspace has it. */
  follow(file: vscode.Uri): void {
    if (file.scheme !== 'file' || vscode.workspace.getWorkspaceFolder(file)) return;
    const folder = path.dirname(file.fsPath);
    if (!this.watchers.has(folder))
      this.watch(folder, new vscode.RelativePattern(vscode.Uri.file(folder), '*'));
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
