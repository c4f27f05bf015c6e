import * as vscode from 'vscode';
import type { RewrittenSecret } from '../compose/credentials/rewritePlan';
import { withoutLinks } from '../withoutLinks';
import type { ComposeDocuments } from './composeDocuments';
import type { ComposeSettings } from './composeSettings';
import { uriOf } from './filesAround';
import { initialisedSecrets } from './initialisedData';
import type { ProjectWatch } from './projectWatch';

/**
 * After passwords were changed in the files alone: says so where a database has its data already, and offers to
 * go on there. It saves nothing and starts nothing by itself.
 */
export async function cautionAboutData(
  deps: {
    readonly documents: ComposeDocuments;
    readonly settings: ComposeSettings;
    readonly watch: ProjectWatch;
  },
  document: vscode.TextDocument,
  secrets: readonly RewrittenSecret[],
): Promise<void> {
  const analysed = await deps.documents.of(document);
  if (!analysed || !vscode.workspace.isTrusted) return;
  let services: string[];
  try {
    services = (await initialisedSecrets(analysed, secrets, deps.watch)).map(({ service }) => service);
  } catch {
    // No engine answers: then there is nothing to warn of yet.
    return;
  }
  if (services.length === 0) return;
  const more = vscode.l10n.t('What now?');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} has its data already: the new password in the file changes nothing in it.',
      withoutLinks([...new Set(services)].join(', ')),
    ),
    more,
  );
  if (answer !== more) return;
  const changed = new Set(
    secrets.flatMap(({ places }) => places.map(({ file }) => uriOf(document.uri, file).toString())),
  );
  for (const open of vscode.workspace.textDocuments)
    if (open.isDirty && (open === document || changed.has(open.uri.toString()))) await open.save();
  const { carryIntoDatabase } = await import('./carryIntoDatabase');
  await carryIntoDatabase(deps, analysed, secrets);
}
