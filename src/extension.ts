import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { registerComposeEditor } from './editor/registerComposeEditor';
import { editorProcess } from './engine/editorProcess';
import { Engines } from './engine/engineHub';
import { registerInspect } from './inspect/registerInspect';
import { registerContainersView } from './views/containersView';
import { ReaderConsent } from './views/readerConsent';
import { registerWalkthrough } from './walkthrough/registerWalkthrough';

/** Builds the parts and registers the features; awaits nothing slow. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Unboxed', { log: true });
  const log = (line: string) => {
    output.info(line);
  };
  const consent = new ReaderConsent(context.globalState);
  const hub = new Engines({
    sources: () => ({
      setting: vscode.workspace.getConfiguration('unboxed.containers').get('engine', ''),
      env: process.env,
      home: homedir(),
      platform: process.platform,
    }),
    helperImage: consent.image,
    log,
  });
  context.subscriptions.push(
    output,
    hub,
    vscode.commands.registerCommand('unboxed.showOutput', () => {
      output.show();
    }),
    registerContainersView({ hub, consent, memento: context.globalState }),
    registerInspect({ context, hub, findEditor: editorProcess, log }),
    registerComposeEditor({ hub, workspaceState: context.workspaceState, secrets: context.secrets }),
    registerWalkthrough({ context, hub }),
  );
}
