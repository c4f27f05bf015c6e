import * as vscode from 'vscode';
import { withoutLinks } from '../withoutLinks';
import type { LabRunner } from './labRunner';

/** Downloaded when the engine has no image with a shell. */
const smallest = 'busybox:1.37';

/**
 * The image in which labs run: the configured one, else one that is on the engine already, else, after asking,
 * a small one that is downloaded.
 */
export async function chooseImage(labs: LabRunner): Promise<string | undefined> {
  const configured = vscode.workspace.getConfiguration('unboxed.course').get('image', '').trim();
  if (configured !== '') return configured;
  const present = await labs.findImage();
  if (present !== undefined) return present;
  const yes = vscode.l10n.t('Download');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The exercises need a small image with a shell, and the engine has none. Download {0} (about 2 MB)?',
      smallest,
    ),
    { modal: true },
    yes,
  );
  if (answer !== yes) return undefined;
  const { exitCode, stderr } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Downloading {0}…', smallest) },
    () => labs.pull(smallest),
  );
  if (exitCode === 0) return smallest;
  await vscode.window.showErrorMessage(
    vscode.l10n.t('{0} could not be downloaded: {1}', smallest, withoutLinks(stderr.trim())),
  );
  return undefined;
}
