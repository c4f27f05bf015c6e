import * as vscode from 'vscode';
import type { CommandId } from '../../commandIds';
import type { EditorBoundary } from '../../platform/editorBoundary';
import { pickText } from '../../platform/pickText';
import { notify } from '../../platform/notify';
import type { ReaderConsent } from '../readerConsent';
import type { ContainersTree } from '../containersTree';
import { TreeElement } from '../treeElement';
import type { TreeOptionsSource } from '../treeOptionsSource';

import { requireTrust } from './trust';

export interface ViewActionDeps {
  readonly boundary: EditorBoundary;
  readonly tree: ContainersTree;
  readonly view: vscode.TreeView<TreeElement>;
  readonly options: TreeOptionsSource;
  readonly consent: ReaderConsent;
}

/** What the buttons in the view's title do, and going from a shared namespace to its other container. */
export function registerViewActions({
  tree,
  view,
  options,
  consent,
  boundary,
}: ViewActionDeps): vscode.Disposable {
  const command = (id: CommandId, run: (...args: unknown[]) => unknown) => boundary.command(id, run);
  return vscode.Disposable.from(
    command('unboxed.refreshContainers', () => {
      tree.reload();
    }),
    command('unboxed.filterContainers', async () => {
      const filter = await vscode.window.showInputBox({
        title: vscode.l10n.t('Filter Containers'),
        prompt: vscode.l10n.t('Part of a name, image, project, service or state; empty shows all'),
        value: options.current.filter,
      });
      if (filter !== undefined) options.setFilter(filter.trim());
    }),
    command('unboxed.clearContainersFilter', () => {
      options.setFilter('');
    }),
    command('unboxed.showRunningContainers', () => options.set('runningOnly', true)),
    command('unboxed.showAllContainers', () => options.set('runningOnly', false)),
    command('unboxed.groupContainers', () => options.set('grouping', 'project')),
    command('unboxed.listContainersFlat', () => options.set('grouping', 'flat')),
    command('unboxed.allowNamespaceReader', async (engine: unknown) => {
      const live = typeof engine === 'string' ? tree.engines.find(engine) : undefined;
      if (live === undefined || !(await requireTrust()) || !(await consent.ask(live))) return;
      for (const id of live.snapshot.containers.keys()) live.facts.forget(id);
      tree.refresh();
    }),
    command('unboxed.withdrawNamespaceReader', async (engine: unknown) => {
      const host = await agreedHost(tree, consent, engine);
      if (host === undefined) return;
      await consent.withdraw(host);
      for (const live of tree.engines.shown)
        if (live.endpoint.host === host)
          for (const id of live.snapshot.containers.keys()) live.facts.forget(id);
      tree.refresh();
    }),
    command('unboxed.compareNamespaces', async (engine: unknown, section: unknown) => {
      if (typeof engine === 'string' && typeof section === 'string') await tree.compareAll(engine, section);
    }),
    command('unboxed.revealContainer', async (called: unknown) => {
      if (!(called instanceof TreeElement)) return;
      const { target } = called.node;
      if (target.kind === 'task') await reveal(tree, view, target.engine, target.container);
      if (target.kind !== 'namespace') return;
      const [first, ...more] = target.sharedWith;
      const id = more.length === 0 ? first : await choose(tree, called.engine, target.sharedWith);
      if (id !== undefined) await reveal(tree, view, called.engine, id);
    }),
  );
}

/** The address for which the permission is taken back: that of the row, or the one that is chosen from all. */
async function agreedHost(
  tree: ContainersTree,
  consent: ReaderConsent,
  engine: unknown,
): Promise<string | undefined> {
  if (typeof engine === 'string') return tree.engines.find(engine)?.endpoint.host;
  const agreed = consent.agreed();
  if (agreed.length === 0) {
    void notify.information(vscode.l10n.t('No engine may be read by a reader container.'));
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(
    agreed.map((host) => ({ label: pickText(host), host })),
    { placeHolder: vscode.l10n.t('Choose the engine that no reader container may look at any more') },
  );
  return chosen?.host;
}

async function choose(
  tree: ContainersTree,
  engine: string,
  ids: readonly string[],
): Promise<string | undefined> {
  const containers = tree.engines.find(engine)?.snapshot.containers;
  const chosen = await vscode.window.showQuickPick(
    ids.map((id) => ({ label: pickText(containers?.get(id)?.name ?? id.slice(0, 12)), id })),
    { placeHolder: vscode.l10n.t('Shared with several containers: choose one to show') },
  );
  return chosen?.id;
}

async function reveal(
  tree: ContainersTree,
  view: vscode.TreeView<TreeElement>,
  engine: string,
  id: string,
): Promise<void> {
  const element = await tree.findContainer(engine, id);
  if (element === undefined)
    void notify.information(vscode.l10n.t('That container is hidden by the filter or by “running only”.'));
  else await view.reveal(element, { select: true, focus: true });
}
