import * as vscode from 'vscode';

/** Said where an engine may answer, but no docker command is here to run an exercise with. */
export function missingDocker(): string {
  return vscode.l10n.t(
    'There is no docker command on this machine, and the exercises are run with it. Install Docker’s command line (the engine may stay where it is), then start again.',
  );
}
