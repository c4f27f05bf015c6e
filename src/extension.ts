import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { registerComposeEditor } from './editor/registerComposeEditor';
import { editorProcess } from './engine/editorProcess';
import { Engines } from './engine/engineHub';
import { registerInspect } from './inspect/registerInspect';
import { EditorBoundary } from './platform/editorBoundary';
import { registerContainersView } from './views/containersView';
import { ReaderConsent } from './views/readerConsent';
import { registerWalkthrough } from './walkthrough/registerWalkthrough';

/** Builds the parts and registers the features; awaits nothing slow. */
export function activate(context: vscode.ExtensionContext): void {
  const boundary = new EditorBoundary(
    vscode.window.createOutputChannel('Unboxed', { log: true }),
    context.extension.packageJSON as ConstructorParameters<typeof EditorBoundary>[1],
  );
  const { log } = boundary;
  const consent = new ReaderConsent(context.globalState);
  const hub = new Engines({
    sources: () => ({
      setting: vscode.workspace.getConfiguration('unboxed.containers').get('engine', ''),
      env: process.env,
      home: homedir(),
      platform: process.platform,
    }),
    helperImage: consent.image,
    log: (line) => {
      log.info(line);
    },
  });
  context.subscriptions.push(
    boundary,
    hub,
    boundary.command('unboxed.showOutput', () => {
      boundary.show();
    }),
    registerContainersView({ hub, consent, memento: context.globalState, boundary }),
    registerInspect({ context, hub, findEditor: editorProcess, boundary }),
    registerComposeEditor({
      hub,
      workspaceState: context.workspaceState,
      secrets: context.secrets,
      boundary,
    }),
    registerWalkthrough({ context, hub, boundary }),
  );
}
