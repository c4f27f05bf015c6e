import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { visibleText } from '../platform/visibleText';
import type { EngineEndpoint } from '../engine/port';
import { findDocker } from '../findDocker';
import { dockerOptions } from '../kernel/dockerOptions';
import { composeProblem } from './dockerCli';
import { composeFiles, type ComposeSettings } from './composeSettings';
import { composeArguments } from './model/composeArguments';
import { hasTaskVariable } from './model/taskVariables';

/** A compose file, and on which engine it is run. */
export interface ComposeTarget {
  readonly file: vscode.Uri;
  readonly endpoint: EngineEndpoint;
  /** Profiles in place of those that were chosen for the file. */
  readonly profiles?: readonly string[] | undefined;
}

/** The arguments of `docker` for a compose command on a file, with all that was chosen for it. */
export function argumentsFor(
  { file, endpoint, profiles }: ComposeTarget,
  settings: ComposeSettings,
  command: readonly string[],
  operands: readonly string[] = [],
): string[] {
  const choices = settings.of(file);
  const folder = path.dirname(file.fsPath);
  return [
    ...dockerOptions(endpoint),
    ...composeArguments({
      files: composeFiles(file, settings).map((uri) => path.relative(folder, uri.fsPath)),
      profiles: profiles ?? choices.profiles,
      envFiles: choices.envFiles,
      projectName: choices.projectName,
      command,
      operands,
    }),
  ];
}

/**
 * Runs a compose command as a task in the file's own folder, where everything that it says can be read.
 * Resolves with its exit code when it ends, undefined when it could not be started.
 */
export async function runCompose(
  target: ComposeTarget,
  settings: ComposeSettings,
  command: readonly string[],
  operands: readonly string[] = [],
): Promise<number | undefined> {
  const docker = await dockerToRun();
  if (docker === undefined) return undefined;
  const args = argumentsFor(target, settings, command, operands);
  const folder = path.dirname(target.file.fsPath);
  if (!isAsItStands([folder, docker, ...args])) return undefined;
  const name = `${path.basename(folder)}: ${[...command.filter((word) => !word.startsWith('-')), ...operands].join(' ')}`;
  const task = new vscode.Task(
    { type: 'process', unboxed: `${folder} ${args.join(' ')}` },
    vscode.workspace.getWorkspaceFolder(target.file) ?? vscode.TaskScope.Workspace,
    visibleText(name),
    'unboxed',
    new vscode.ProcessExecution(docker, args, { cwd: folder }),
    [],
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    showReuseMessage: false,
    clear: true,
  };
  return exitCodeOf(task);
}

/** Whether a program gets the words that it is meant to get; says why nothing is started where it would not. */
export function isAsItStands(words: readonly string[]): boolean {
  if (!hasTaskVariable(words)) return true;
  const word = words.find((one) => hasTaskVariable([one])) ?? '';
  void notify.error(
    vscode.l10n.t(
      'Nothing was started: VS Code would take a part of “{0}” for a variable of its own. Names and paths without a dollar sign before a brace can be run.',
      visibleText(word, 100),
    ),
  );
  return false;
}

/** Runs a task to its end. Undefined where its process never began, for instance since there is no such program. */
async function exitCodeOf(task: vscode.Task): Promise<number | undefined> {
  const exitCodes = new Map<vscode.TaskExecution, number | undefined>();
  const listening: vscode.Disposable[] = [];
  // Heard from before the start on: a short task may have ended by the time its start is known.
  const ended = new Promise<vscode.TaskExecution>((resolve, reject) => {
    const started = Promise.resolve(vscode.tasks.executeTask(task));
    started.catch(reject);
    listening.push(
      vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => exitCodes.set(execution, exitCode)),
      vscode.tasks.onDidEndTask(({ execution }) => {
        started.then((ours) => {
          if (ours === execution) resolve(ours);
        }, reject);
      }),
    );
  });
  try {
    return exitCodes.get(await ended);
  } finally {
    vscode.Disposable.from(...listening).dispose();
  }
}

/** The docker command's path where something may be started here; says why when not. */
export async function dockerToRun(): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted) {
    void notify.warning(vscode.l10n.t('Nothing is started from a folder that you have not said you trust.'));
    return undefined;
  }
  const problem = await composeProblem();
  if (problem === undefined) return findDocker();
  const help = vscode.l10n.t('How to get it');
  const text = {
    'no-docker': vscode.l10n.t(
      'There is no docker command on this machine: Unboxed runs your stack with it.',
    ),
    'only-v1': vscode.l10n.t(
      'Only the old docker-compose (version 1) is here. It is no longer maintained; Unboxed runs “docker compose”, version 2.',
    ),
    'no-compose': vscode.l10n.t('Docker is here, but not its “compose” command (Compose version 2).'),
  }[problem];
  notify.error(text, help).then(
    (answer) => {
      if (answer === help)
        return vscode.env.openExternal(vscode.Uri.parse('https://docs.docker.com/compose/install/'));
      return undefined;
    },
    // A window that closes answers nothing.
    () => undefined,
  );
  return undefined;
}
