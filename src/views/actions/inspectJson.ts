import * as vscode from 'vscode';
import type { ActionDeps } from './actionDeps';
import { containerTargets } from './containerTargets';

const scheme = 'unboxed-inspect';

/** *Inspect as JSON*: the engine's answer in a read-only document. */
export function registerInspectJson(deps: ActionDeps): vscode.Disposable {
  const { hub, boundary } = deps;
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) => {
      const query = new URLSearchParams(uri.query);
      const live = hub.shown.find((engine) => engine.endpoint.name === query.get('engine'));
      if (live === undefined) return vscode.l10n.t('The engine of this container is no longer shown.');
      return JSON.stringify(await live.engine.inspectWhole(query.get('id') ?? ''), null, 2);
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    boundary.command('unboxed.inspectContainer', async (called: unknown, selected: unknown) => {
      const targets = await containerTargets(deps, called, selected, () => true);
      for (const { live, container } of targets ?? []) {
        const query = new URLSearchParams({ engine: live.endpoint.name, id: container.id }).toString();
        const uri = vscode.Uri.from({ scheme, path: `/${container.name}.json`, query });
        try {
          changed.fire(uri);
          await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
            preview: false,
          });
        } catch (error) {
          boundary.failed(vscode.l10n.t('{0} could not be inspected', container.name), error);
        }
      }
    }),
  );
}
