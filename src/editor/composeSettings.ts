import path from 'node:path';
import * as vscode from 'vscode';
import { envFilesSetting, steeringEnvironment } from '../compose/project/composeFileSetting';
import { filesOfRun, filesToGive } from '../compose/project/filesOfRun';
import type { ComposeSet } from './composeAnalysis';
import { filesAround, uriOf, type FilesAround } from './filesAround';

/** What was chosen for one compose file beyond what stands in it. */
export interface FileChoices {
  /** Profiles that are started, too. */
  readonly profiles: readonly string[];
  /** `--env-file`, relative to the file's folder; empty for compose's own `.env`. */
  readonly envFiles: readonly string[];
  /** Files after the main one, in `-f` order, relative to its folder; undefined for compose's own override. */
  readonly others: readonly string[] | undefined;
  /** `--project-name`; empty for compose's own choice. */
  readonly projectName: string;
  /** `Up` with default passwords left asks no more. */
  readonly upWithDefaults: boolean;
}

const nothing: FileChoices = {
  profiles: [],
  envFiles: [],
  others: undefined,
  projectName: '',
  upWithDefaults: false,
};

/** Choices for each compose file, remembered by the workspace. */
export class ComposeSettings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  of(uri: vscode.Uri): FileChoices {
    return { ...nothing, ...this.memento.get<Partial<FileChoices>>(keyOf(uri)) };
  }

  async set(uri: vscode.Uri, choices: Partial<FileChoices>): Promise<void> {
    await this.memento.update(keyOf(uri), { ...this.of(uri), ...choices });
    this.changed.fire(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

const keyOf = (uri: vscode.Uri): string => `unboxed.compose:${uri.toString()}`;

/** The files that a compose command on a document is given, in `-f` order; none where `COMPOSE_FILE` names them. */
export function composeFiles(document: vscode.Uri, settings: ComposeSettings): readonly vscode.Uri[] {
  const own = path.basename(document.fsPath);
  const { envFiles, others } = settings.of(document);
  const together = others && [own, ...others];
  const run = filesOfRun(
    own,
    filesAround(document),
    together,
    envFiles.length > 0 ? envFiles : undefined,
    steeringEnvironment(process.env),
  );
  return filesToGive(run).map((name) => (name === own ? document : uriOf(document, name)));
}

/** A document and what is run with it, as the editor shows those files; `files` hears what is asked for. */
export function composeSet(
  document: vscode.TextDocument,
  settings: ComposeSettings,
  files: FilesAround = filesAround(document.uri),
): ComposeSet {
  const { uri } = document;
  const { envFiles, others: chosen } = settings.of(uri);
  const environment = steeringEnvironment(process.env);
  return {
    main: { file: uri.fsPath, text: document.getText() },
    dotEnvFiles: envFiles.length > 0 ? envFiles : envFilesSetting(environment),
    files,
    run: {
      environment,
      ...(chosen && { together: [path.basename(uri.fsPath), ...chosen] }),
      ...(envFiles.length > 0 && { envFiles }),
    },
  };
}
