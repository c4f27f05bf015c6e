import * as vscode from 'vscode';
import { setContext } from '../platform/setContext';
import type { TreeOptions } from './model/containerGroups';

const area = 'unboxed.containers';

/** What the view shows: the settings, and a filter that lasts as long as the window. */
export class TreeOptionsSource implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listener: vscode.Disposable;
  #filter = '';

  constructor() {
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(area)) this.#changed.fire();
    });
  }

  get current(): TreeOptions {
    const settings = vscode.workspace.getConfiguration(area);
    return {
      grouping: settings.get('grouping') === 'flat' ? 'flat' : 'project',
      runningOnly: settings.get('runningOnly') === true,
      filter: this.#filter,
    };
  }

  setFilter(filter: string): void {
    this.#filter = filter;
    setContext(`${area}.filtered`, filter !== '');
    this.#changed.fire();
  }

  /** Changes a setting for all windows, as the buttons of the view's title do. */
  async set(name: 'grouping' | 'runningOnly', value: string | boolean): Promise<void> {
    await vscode.workspace.getConfiguration(area).update(name, value, vscode.ConfigurationTarget.Global);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}
