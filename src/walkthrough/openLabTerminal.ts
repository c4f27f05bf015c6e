import * as vscode from 'vscode';
import type { Exercise } from '../course/exercise';
import type { EngineEndpoint } from '../engine/port';
import { translate } from './courseWords';
import { endpointEnvironment } from './dockerCli';

/** A terminal whose docker command talks to the engine on which the exercise's lab runs. */
export function openLabTerminal(exercise: Exercise, endpoint: EngineEndpoint): void {
  const terminal = vscode.window.createTerminal({
    name: `Unboxed: ${translate(exercise.title)}`,
    env: endpointEnvironment(endpoint),
  });
  terminal.show();
}
