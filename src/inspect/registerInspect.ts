import * as vscode from 'vscode';
import { withoutLinks } from '../withoutLinks';
import type { ContainerNodeRef } from '../engine/containerRef';
import type { EngineHub } from '../engine/liveSnapshot';
import { engineProblem } from './engineProblem';
import { engineOf, readInspectFacts } from './factsSource';
import { InspectDocuments } from './inspectDocuments';
import { InspectPanel, type PanelDeps } from './inspectPanel';
import type { InspectSelection } from './pageProtocol';
import { pickContainers } from './pickContainers';
import { say } from './say';
import { selectionOf, selectionFromState } from './selection';
import { visibleText } from './visibleText';

export interface InspectDeps {
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri'>;
  readonly hub: EngineHub;
}

const viewType = 'unboxed.namespaces';

/** Inspect Namespaces: the picture in an editor tab, and the same as a text document. */
export function registerInspect({ context, hub }: InspectDeps): vscode.Disposable {
  const documents = new InspectDocuments();
  const panels = new Set<InspectPanel>();
  const deps: PanelDeps = {
    extensionUri: context.extensionUri,
    hub,
    exportFacts: (facts, usage, format) => documents.show(facts, usage, format),
  };
  const open = (panel: vscode.WebviewPanel, selection: InspectSelection) => {
    const opened = new InspectPanel(panel, selection, deps);
    panels.add(opened);
    panel.onDidDispose(() => panels.delete(opened));
  };
  return vscode.Disposable.from(
    documents,
    {
      dispose: () => {
        for (const panel of panels) panel.dispose();
      },
    },
    vscode.commands.registerCommand('unboxed.inspectNamespaces', async (node?: unknown, nodes?: unknown) => {
      const selection = await chosenSelection(hub, node, nodes);
      if (selection === undefined) return;
      const column =
        vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
      const panel = vscode.window.createWebviewPanel(viewType, titleOf(selection), column);
      open(panel, selection);
    }),
    vscode.commands.registerCommand(
      'unboxed.inspectNamespacesAsText',
      async (node?: unknown, nodes?: unknown) => {
        const selection = await chosenSelection(hub, node, nodes);
        if (selection === undefined) return;
        const live = engineOf(hub, selection);
        const hold = live.hold();
        try {
          await documents.show(await readInspectFacts(live, selection), {}, 'markdown');
        } catch (error) {
          const { reason, step } = engineProblem(error, live.endpoint);
          void vscode.window.showErrorMessage(withoutLinks(`${say(reason)} ${say(step)}`));
        } finally {
          hold.dispose();
        }
      },
    ),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const selection = selectionFromState(state);
        if (selection === undefined) panel.dispose();
        else open(panel, selection);
        return Promise.resolve();
      },
    }),
  );
}

async function chosenSelection(
  hub: EngineHub,
  node: unknown,
  nodes: unknown,
): Promise<InspectSelection | undefined> {
  const refs = (Array.isArray(nodes) && nodes.length > 0 ? nodes : [node]).filter(isContainerNode);
  const [first] = refs;
  if (first !== undefined) {
    const live = engineOf(hub, { engine: first.engine, projects: [], containers: [] });
    const ids = refs.filter(({ engine }) => engine === first.engine).flatMap(({ containers }) => containers);
    return selectionOf(live.endpoint.name, new Set(ids), live.snapshot.containers.values());
  }
  const picked = await pickContainers(hub.current);
  if (picked === undefined) return undefined;
  return {
    engine: hub.current.endpoint.name,
    projects: [],
    containers: picked.map(({ id, name }) => ({ id, name })),
  };
}

function isContainerNode(value: unknown): value is ContainerNodeRef {
  return (
    typeof value === 'object' &&
    value !== null &&
    'engine' in value &&
    typeof value.engine === 'string' &&
    'containers' in value &&
    Array.isArray(value.containers)
  );
}

function titleOf(selection: InspectSelection): string {
  const names = [...selection.projects, ...selection.containers.map(({ name }) => name)];
  return vscode.l10n.t('Namespaces: {0}', visibleText(names.join(', '), 40));
}
