import { access } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ActionDeps } from './actionDeps';
import { notify } from '../../platform/notify';
import type { ContainerSummary } from '../../engine/port';
import { withoutLinks } from '../../platform/withoutLinks';
import { composeServiceLabel, projectOf } from '../model/containerGroups';
import { servicePosition } from '../model/servicePosition';
import { TreeElement } from '../treeElement';
import { containerTargets } from './containerTargets';

/** *Show in the Compose File*: the service of a container, or the key of one of its limits. */
export function registerComposeFileAction(deps: ActionDeps): vscode.Disposable {
  const { boundary } = deps;
  return boundary.command('unboxed.showInComposeFile', async (called: unknown) => {
    const targets = await containerTargets(
      deps,
      called,
      undefined,
      (container) => projectOf(container) !== undefined,
    );
    const [target] = targets ?? [];
    if (target === undefined) return;
    const row = called instanceof TreeElement ? called.node.target : undefined;
    await show(target.container, row?.kind === 'limit' ? row.composeKey : '');
  });
}

async function show(container: ContainerSummary, key: string): Promise<void> {
  const service = container.labels[composeServiceLabel] ?? '';
  const files = composeFiles(container.labels);
  for (const file of files) {
    if (!(await exists(file))) continue;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    const offset = servicePosition(document.getText(), service, key);
    // With several files the one that says something about the service is meant.
    if (offset === undefined && file !== files.at(-1)) continue;
    const position = document.positionAt(offset ?? 0);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
    return;
  }
  void notify.warning(
    vscode.l10n.t(
      'The compose file that {0} was made from is not on this machine: {1}',
      container.name,
      files.length > 0 ? withoutLinks(files.join(', ')) : vscode.l10n.t('compose did not note its name'),
    ),
  );
}

/** Files that compose noted on the container, with absolute paths. */
export function composeFiles(labels: Readonly<Record<string, string>>): readonly string[] {
  const folder = labels['com.docker.compose.project.working_dir'] ?? '';
  return (labels['com.docker.compose.project.config_files'] ?? '')
    .split(',')
    .filter((file) => file !== '')
    .map((file) => path.resolve(folder, file));
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
