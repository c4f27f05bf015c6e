import * as vscode from 'vscode';
import { msg } from '../message';
import { setContext } from '../platform/setContext';
import type { EngineHub } from '../engine/liveSnapshot';
import { registerContainerActions } from './actions/containerActions';
import { say } from '../platform/say';
import { failureText } from './model/failureNodes';
import { ContainersTree } from './containersTree';
import type { EditorBoundary } from '../platform/editorBoundary';
import type { ReaderConsent } from './readerConsent';
import { registerStoppedDecoration } from './stoppedDecoration';
import { TreeOptionsSource } from './treeOptionsSource';
import { registerEngineActions, restoreChosenEngines } from './actions/engineActions';
import { registerViewActions } from './actions/viewActions';
import { engineTraits } from './model/engineNodes';
import { isLive } from './model/containerGroups';

export interface ContainersViewDeps {
  /** Asked for nothing before the view is first shown or a command first needs an engine. */
  readonly hub: EngineHub;
  readonly consent: ReaderConsent;
  /** Where the choice of engines is remembered. */
  readonly memento: vscode.Memento;
  readonly boundary: EditorBoundary;
}

/** The containers view with its commands. */
export function registerContainersView(deps: ContainersViewDeps): vscode.Disposable {
  const options = new TreeOptionsSource();
  const tree = new ContainersTree(deps.hub, () => options.current, deps.boundary);
  const view = vscode.window.createTreeView('unboxed.containers', {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const { boundary } = deps;
  boundary.background(msg('The engines chosen last could not be shown'), restoreChosenEngines(deps));
  const showState = () => {
    describeState(view, tree, options);
  };
  return vscode.Disposable.from(
    view,
    tree,
    options,
    view.onDidChangeVisibility(({ visible }) => {
      tree.setVisible(visible);
    }),
    view.onDidExpandElement(({ element }) => {
      tree.setOpen(element, true);
    }),
    view.onDidCollapseElement(({ element }) => {
      tree.setOpen(element, false);
    }),
    options.onDidChange(() => {
      tree.refresh();
    }),
    tree.onDidChangeState(boundary.listener(msg('The state of the engines could not be shown'), showState)),
    registerStoppedDecoration(),
    registerViewActions({ tree, view, options, consent: deps.consent, boundary }),
    registerEngineActions(deps),
    registerContainerActions(deps),
  );
}

/** Badge, line above the rows, and which welcome is shown when there is no row. */
function describeState(
  view: vscode.TreeView<unknown>,
  tree: ContainersTree,
  options: TreeOptionsSource,
): void {
  const { shown } = tree.engines;
  const containers = shown
    .filter((live) => live.snapshot.connection.kind === 'connected')
    .flatMap((live) => [...live.snapshot.containers.values()]);
  const running = containers.filter(isLive).length;
  view.badge =
    running === 0
      ? undefined
      : { value: running, tooltip: vscode.l10n.t('Running containers: {0}', running) };
  const [first] = shown;
  const connection = first?.snapshot.connection;
  const failed = shown.length === 1 && connection?.kind === 'failed' ? connection : undefined;
  view.message = failed !== undefined && first !== undefined ? failureText(failed, first.endpoint, say) : '';
  const state =
    connection?.kind !== 'connected' ? 'unconnected' : containers.length === 0 ? 'empty' : 'filtered';
  setContext('unboxed.containers.state', state);
  view.description = describeOptions(tree, options);
}

function describeOptions(tree: ContainersTree, options: TreeOptionsSource): string {
  const { filter, runningOnly } = options.current;
  const { shown } = tree.engines;
  const only = shown.length === 1 ? shown[0] : undefined;
  const info = only?.snapshot.info;
  return [
    only?.endpoint.name ?? '',
    ...(info === undefined ? [] : engineTraits(info, say)),
    filter === '' ? '' : vscode.l10n.t('filter: {0}', filter),
    runningOnly ? vscode.l10n.t('running only') : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
