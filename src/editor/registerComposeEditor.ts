import * as vscode from 'vscode';
import type { EngineHub } from '../engine/liveSnapshot';
import type { EditorBoundary } from '../platform/editorBoundary';
import { registerActions } from './composeActions';
import { registerDiagnostics } from './composeDiagnostics';
import { registerComposeCommands } from './composeCommands';
import { ComposeDocuments } from './composeDocuments';
import { registerLanguage } from './composeLanguage';
import { registerLenses } from './composeLenses';
import { registerConfigFile } from './configFile';
import { ComposeSettings } from './composeSettings';
import { DiskWatch } from './diskWatch';
import { DriftReader } from './driftReader';
import { registerExplainRule } from './explainRule';
import { PendingPasswords } from './model/pendingPasswords';
import { ProjectWatch } from './projectWatch';

export interface ComposeEditorDeps {
  readonly hub: EngineHub;
  /** Remembers what was chosen for each file. */
  readonly workspaceState: vscode.Memento;
  /** Takes the passwords that are still to be carried into a database. */
  readonly secrets: vscode.SecretStorage;
  readonly boundary: EditorBoundary;
}

/** Compose files in the editor: problems, fixes, passwords, lenses with what the engine says, commands. */
export function registerComposeEditor({
  hub,
  workspaceState,
  secrets,
  boundary,
}: ComposeEditorDeps): vscode.Disposable {
  const settings = new ComposeSettings(workspaceState);
  const disk = new DiskWatch();
  const documents = new ComposeDocuments(settings, disk, boundary);
  const pending = new PendingPasswords({ memento: workspaceState, secrets });
  const drift = new DriftReader({ documents, settings, disk, boundary });
  const watch = new ProjectWatch({ documents, settings, hub, drift });
  return vscode.Disposable.from(
    settings,
    disk,
    documents,
    drift,
    watch,
    registerDiagnostics(documents),
    registerConfigFile(boundary),
    registerActions(documents),
    registerLenses({ documents, settings, watch, pending }),
    registerExplainRule(boundary),
    registerLanguage(documents),
    registerComposeCommands({ documents, settings, watch, drift, hub, pending, boundary }),
  );
}
