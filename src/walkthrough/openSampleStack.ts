import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { pickText } from '../platform/pickText';
import { findSampleStacks } from './findSampleStacks';

/**
 * Opens the sample stack that is in the workspace. Where there is none, puts it into a new folder of the learner's
 * choice and opens its compose file. An existing folder is never written into: another name is proposed instead.
 */
export async function openSampleStack(extensionUri: vscode.Uri): Promise<void> {
  const there = await chooseOne(await findSampleStacks());
  if (there === 'none') return;
  if (there) {
    await vscode.window.showTextDocument(there, { preview: false });
    return;
  }
  const parent = await chooseFolder();
  if (!parent) return;
  const target = await chooseName(parent);
  if (!target) return;
  try {
    await copyInto(extensionUri, target);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    await notify.error(
      vscode.l10n.t('The sample stack could not be written to {0}: {1}', target.fsPath, why),
    );
    return;
  }
  await show(target);
}

/** The one that is there, or that is picked of several; undefined where there is none, 'none' where none was picked. */
async function chooseOne(stacks: readonly vscode.Uri[]): Promise<vscode.Uri | 'none' | undefined> {
  if (stacks.length < 2) return stacks[0];
  const pick = await vscode.window.showQuickPick(
    stacks.map((uri) => ({ label: pickText(vscode.workspace.asRelativePath(uri)), uri })),
    { placeHolder: vscode.l10n.t('Which of these stacks should be opened?') },
  );
  return pick?.uri ?? 'none';
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const elsewhere = { label: vscode.l10n.t('Another folder…'), uri: undefined };
  if (folders.length > 0) {
    const pick = await vscode.window.showQuickPick(
      [
        ...folders.map((folder) => ({ label: folder.name, description: folder.uri.fsPath, uri: folder.uri })),
        elsewhere,
      ],
      { placeHolder: vscode.l10n.t('In which folder should the sample stack be created?') },
    );
    if (!pick) return undefined;
    if (pick.uri) return pick.uri;
  }
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: vscode.l10n.t('Create the Sample Stack Here'),
    title: vscode.l10n.t('In which folder should the sample stack be created?'),
  });
  return chosen?.[0];
}

async function chooseName(parent: vscode.Uri): Promise<vscode.Uri | undefined> {
  const first = vscode.Uri.joinPath(parent, 'codimd-pad');
  if (!(await exists(first))) return first;
  let number = 2;
  while (await exists(vscode.Uri.joinPath(parent, `codimd-pad-${number}`))) number++;
  const name = await vscode.window.showInputBox({
    prompt: vscode.l10n.t(
      'A folder “{0}” is there already and stays as it is. Name for the new one:',
      'codimd-pad',
    ),
    value: `codimd-pad-${number}`,
    validateInput: async (value) => {
      // Compose makes the project's name from the folder's, so the same letters are asked for.
      if (!/^[a-z0-9][a-z0-9_-]*$/.test(value))
        return vscode.l10n.t('Small letters, digits, “-” and “_” only.');
      return (await exists(vscode.Uri.joinPath(parent, value)))
        ? vscode.l10n.t('That name is taken too.')
        : undefined;
    },
  });
  return name === undefined ? undefined : vscode.Uri.joinPath(parent, name);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function copyInto(extensionUri: vscode.Uri, target: vscode.Uri): Promise<void> {
  const language = vscode.env.language.startsWith('fr') ? 'sample.fr' : 'sample';
  const source = vscode.Uri.joinPath(extensionUri, 'walkthroughs', language);
  await vscode.workspace.fs.copy(source, target, { overwrite: false });
}

async function show(folder: vscode.Uri): Promise<void> {
  const compose = vscode.Uri.joinPath(folder, 'compose.yaml');
  await vscode.window.showTextDocument(compose, { preview: false });
  if (vscode.workspace.getWorkspaceFolder(folder)) return;
  const open = vscode.l10n.t('Open the Folder');
  const answer = await notify.information(
    vscode.l10n.t(
      'The sample stack is in {0}. Open this folder, to have its files in the explorer?',
      folder.fsPath,
    ),
    open,
  );
  if (answer === open)
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceReuseWindow: true });
}
