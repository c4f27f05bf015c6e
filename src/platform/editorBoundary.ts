import * as vscode from 'vscode';
import type { CommandId } from '../commandIds';
import { msg, type Message } from '../message';
import { ErrorBoundary } from './errorBoundary';
import { notify } from './notify';
import { say } from './say';

/** What is read of the manifest, in the language of the editor. */
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
  };
}

/** The error boundary of the extension: logs to the output “Unboxed”, tells in notifications, registers commands. */
export class EditorBoundary extends ErrorBoundary implements vscode.Disposable {
  private readonly titles: ReadonlyMap<string, string>;

  constructor(
    private readonly output: vscode.LogOutputChannel,
    manifest: Manifest,
  ) {
    super(output, (what, reason) => {
      this.tellFailure(what, reason);
    });
    this.titles = new Map(manifest.contributes.commands.map(({ command, title }) => [command, title]));
  }

  /** Registers a command. What it throws is logged, and told under the command's title. */
  command(id: CommandId, run: (...args: never[]) => unknown): vscode.Disposable {
    return vscode.commands.registerCommand(id, (...args: never[]) =>
      this.guarded(msg('“{0}” did not work', this.titles.get(id) ?? id), () => run(...args)),
    );
  }

  /** Shows the log. */
  show(): void {
    this.output.show();
  }

  dispose(): void {
    this.output.dispose();
  }

  private tellFailure(what: string | Message, reason: string): void {
    const show = vscode.l10n.t('Show the Log');
    const name = typeof what === 'string' ? what : say(what);
    void notify.error(vscode.l10n.t('{0}: {1}', name, reason), show).then((answer) => {
      if (answer === show) this.show();
    });
  }
}
