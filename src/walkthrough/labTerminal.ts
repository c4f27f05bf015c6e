import * as vscode from 'vscode';
import type { Exercise } from '../course/exercise';
import type { EngineEndpoint } from '../engine/port';
import { findDocker } from '../findDocker';
import { dockerOptions } from '../kernel/dockerOptions';
import { say } from '../platform/say';
import { notify } from '../platform/notify';
import { endpointEnvironment } from './dockerCli';
import { missingDocker } from './missingDocker';

/** The terminal of the running exercise: one, opened when it is first needed. */
export class LabTerminal implements vscode.Disposable {
  private open: { readonly terminal: vscode.Terminal; readonly exercise: Exercise } | undefined;
  private readonly closing: vscode.Disposable;

  /** `onHere` is told when a shell of this machine, the exercise's own, opens and closes. */
  constructor(private readonly onHere: (open: boolean) => void) {
    this.closing = vscode.window.onDidCloseTerminal((terminal) => {
      if (terminal === this.open?.terminal) this.forget();
    });
  }

  /** Brings it to the front. The keyboard goes there too. */
  async show(exercise: Exercise, endpoint: EngineEndpoint): Promise<vscode.Terminal | undefined> {
    if (this.open?.exercise.id !== exercise.id) this.close();
    // By its path: a bare name would be looked for in the workspace's folder too on Windows.
    const docker = await findDocker();
    if (docker === undefined && exercise.terminal?.kind === 'container') {
      await notify.error(missingDocker());
      return undefined;
    }
    this.open ??= { exercise, terminal: this.create(exercise, endpoint, docker) };
    this.open.terminal.show();
    return this.open.terminal;
  }

  /** Puts a command where the learner has only to press Enter. */
  async type(exercise: Exercise, endpoint: EngineEndpoint, command: string): Promise<void> {
    (await this.show(exercise, endpoint))?.sendText(command, false);
  }

  /** Ends the exercise's terminal, its shells with it. An ordinary shell is the learner's, and stays. */
  close(): void {
    const { open } = this;
    this.forget();
    if (open?.exercise.terminal) open.terminal.dispose();
  }

  private forget(): void {
    const { open } = this;
    this.open = undefined;
    if (open?.exercise.terminal?.kind === 'here') this.onHere(false);
  }

  private create(exercise: Exercise, endpoint: EngineEndpoint, docker = ''): vscode.Terminal {
    const name = `Unboxed: ${say(exercise.title)}`;
    const { terminal } = exercise;
    switch (terminal?.kind) {
      case 'container':
        return vscode.window.createTerminal({
          name,
          shellPath: docker,
          shellArgs: [...dockerOptions(endpoint), 'exec', '--interactive', '--tty', terminal.name, 'sh'],
        });
      case 'here': {
        const created = vscode.window.createTerminal({ name, env: terminal.environment, shellPath: 'sh' });
        this.onHere(true);
        return created;
      }
      case undefined:
        // An ordinary shell, whose docker command talks to the engine on which the lab runs.
        return vscode.window.createTerminal({ name, env: endpointEnvironment(endpoint) });
    }
  }

  dispose(): void {
    this.closing.dispose();
    this.close();
  }
}
