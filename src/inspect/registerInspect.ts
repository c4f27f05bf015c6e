import * as vscode from 'vscode';
import type { ContainerNodeRef } from '../engine/containerRef';
import type { EngineHub, LiveEngine } from '../engine/liveSnapshot';
import { msg } from '../message';
import type { Inspector, InspectorDeps } from './inspector';
import type { InspectSelection } from './pageProtocol';
import { pickContainers } from './pickContainers';
import { selectionOf, selectionFromState } from './selection';
import { visibleText } from '../platform/visibleText';

export interface InspectDeps extends Omit<InspectorDeps, 'extensionUri'> {
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri'>;
}

const viewType = 'unboxed.namespaces';

/** Inspect Namespaces: the picture in an editor tab, and the same as a text document. */
export function registerInspect({ context, ...deps }: InspectDeps): vscode.Disposable {
  const { hub, boundary } = deps;
  let loaded: Promise<Inspector> | undefined;
  const inspector = () =>
    (loaded ??= import('./inspector').then(
      ({ Inspector }) => new Inspector({ ...deps, extensionUri: context.extensionUri }),
    ));
  return vscode.Disposable.from(
    {
      dispose: () => {
        if (loaded !== undefined)
          boundary.background(
            msg('The pictures of namespaces could not be closed'),
            loaded.then((inspector) => {
              inspector.dispose();
            }),
          );
      },
    },
    boundary.command('unboxed.inspectNamespaces', async (node?: unknown, nodes?: unknown) => {
      const selection = await chosenSelection(hub, node, nodes);
      if (selection === undefined) return;
      const panel = vscode.window.createWebviewPanel(viewType, titleOf(selection), columnForPicture());
      (await inspector()).open(panel, selection);
    }),
    boundary.command('unboxed.inspectNamespacesAsText', async (node?: unknown, nodes?: unknown) => {
      const selection = await chosenSelection(hub, node, nodes);
      if (selection !== undefined)
        await (await inspector()).showAsText(engineOf(hub, selection.engine), selection);
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const selection = selectionFromState(state);
        if (selection === undefined) panel.dispose();
        else (await inspector()).open(panel, selection);
      },
    }),
  );
}

/** Beside what is read now, be it text, an exercise or the walkthrough; in the place of another picture. */
function columnForPicture(): vscode.ViewColumn {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const picture = input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType);
  return vscode.window.tabGroups.activeTabGroup.activeTab === undefined || picture
    ? vscode.ViewColumn.Active
    : vscode.ViewColumn.Beside;
}

/** The engine of that name, else the current one. */
function engineOf(hub: EngineHub, name: string): LiveEngine {
  return hub.shown.find(({ endpoint }) => endpoint.name === name) ?? hub.current;
}

async function chosenSelection(
  hub: EngineHub,
  node: unknown,
  nodes: unknown,
): Promise<InspectSelection | undefined> {
  if (isNamed(node))
    return {
      engine: hub.current.endpoint.name,
      projects: [],
      // Found by its name, since it may have been made anew meanwhile.
      containers: [{ id: '', name: node.container }],
    };
  const refs = (Array.isArray(nodes) && nodes.length > 0 ? nodes : [node]).filter(isContainerNode);
  const [first] = refs;
  if (first !== undefined) {
    const live = engineOf(hub, first.engine);
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

/** A container of the current engine that is named by whoever calls the command, such as an exercise for its lab's. */
function isNamed(value: unknown): value is { readonly container: string } {
  return (
    typeof value === 'object' && value !== null && 'container' in value && typeof value.container === 'string'
  );
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
