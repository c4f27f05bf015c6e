import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { visibleText } from '../platform/visibleText';
import { itemsOf, textOf } from '../compose/yamlNodes';
import type { AnalysedDocument } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';

interface Choice extends vscode.QuickPickItem {
  readonly run: () => Promise<void>;
}

/** Lets the reader choose how a file is run: profiles, files of variables, further files, the project's name. */
export async function chooseOptions(analysed: AnalysedDocument, settings: ComposeSettings): Promise<void> {
  const { uri } = analysed.document;
  const chosen = settings.of(uri);
  const none = vscode.l10n.t('none');
  const choices: Choice[] = [
    {
      label: vscode.l10n.t('Profiles…'),
      description: chosen.profiles.join(', ') || none,
      run: () => chooseProfiles(analysed, settings),
    },
    {
      label: vscode.l10n.t('File of variables (--env-file)…'),
      description: chosen.envFiles.join(', ') || '.env',
      run: () => chooseFiles(uri, settings, 'envFiles'),
    },
    {
      label: vscode.l10n.t('Further compose files (-f)…'),
      description: chosen.others?.join(', ') ?? vscode.l10n.t('the override that stands beside it'),
      run: () => chooseFiles(uri, settings, 'others'),
    },
    {
      label: vscode.l10n.t('Name of the project…'),
      description: chosen.projectName || vscode.l10n.t('as compose finds it'),
      run: () => chooseName(uri, settings),
    },
    {
      label: vscode.l10n.t('Forget all that was chosen for this file'),
      run: () =>
        settings.set(uri, {
          profiles: [],
          envFiles: [],
          others: undefined,
          projectName: '',
          upWithDefaults: false,
        }),
    },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    placeHolder: vscode.l10n.t('How is {0} run?', path.basename(uri.fsPath)),
  });
  await picked?.run();
}

async function chooseProfiles(
  { document, analysis }: AnalysedDocument,
  settings: ComposeSettings,
): Promise<void> {
  const { profiles } = settings.of(document.uri);
  const all = new Set(
    [...analysis.project.services.values()].flatMap((service) =>
      itemsOf(service.get('profiles')).flatMap((item) => textOf(item) ?? []),
    ),
  );
  if (all.size === 0) {
    void notify.information(vscode.l10n.t('No service of this file has a profile.'));
    return;
  }
  const picked = await vscode.window.showQuickPick(
    [...all]
      .sort()
      .map((profile) => ({ label: visibleText(profile), profile, picked: profiles.includes(profile) })),
    { canPickMany: true, placeHolder: vscode.l10n.t('Services of these profiles start, too') },
  );
  if (picked) await settings.set(document.uri, { profiles: picked.map(({ profile }) => profile) });
}

async function chooseFiles(
  uri: vscode.Uri,
  settings: ComposeSettings,
  what: 'envFiles' | 'others',
): Promise<void> {
  const folder = path.dirname(uri.fsPath);
  const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.file(folder));
  const pattern = what === 'envFiles' ? /(?:^|\.)env(?:\.|$)/i : /\.ya?ml$/i;
  const names = entries
    .filter(([name, type]) => type !== vscode.FileType.Directory && pattern.test(name))
    .map(([name]) => name)
    .filter((name) => name !== path.basename(uri.fsPath))
    .sort();
  const chosen = settings.of(uri)[what] ?? [];
  const picked = await vscode.window.showQuickPick(
    names.map((name) => ({ label: visibleText(name), name, picked: chosen.includes(name) })),
    {
      canPickMany: true,
      placeHolder:
        what === 'envFiles'
          ? vscode.l10n.t('Compose reads its variables from these files')
          : vscode.l10n.t('These files are put over this one, in this order'),
    },
  );
  if (picked) await settings.set(uri, { [what]: picked.map(({ name }) => name) });
}

async function chooseName(uri: vscode.Uri, settings: ComposeSettings): Promise<void> {
  const name = await vscode.window.showInputBox({
    value: settings.of(uri).projectName,
    prompt: vscode.l10n.t(
      'Containers, networks and volumes bear this name in front of theirs. Empty: as compose finds it.',
    ),
    validateInput: (value) =>
      value === '' || /^[a-z0-9][a-z0-9_-]*$/.test(value)
        ? undefined
        : vscode.l10n.t('Small letters, digits, “-” and “_” only.'),
  });
  if (name !== undefined) await settings.set(uri, { projectName: name });
}
