import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { changeInDatabase, type CarryDeps } from './changeInDatabase';
import type { AnalysedDocument } from './composeDocuments';
import { initialisedSecrets, type InitialisedSecret } from './initialisedData';
import type { PendingPassword } from './model/pendingPasswords';
import { dataOf, throwAway } from './throwAway';

/**
 * `carried`: the data has the new passwords, or gets them when it is made. `left`: the reader wants it to keep the old
 * ones. `stopped`: it could not be done, or the reader wants to stop here. `unknown`: no engine answers.
 */
export type Carried = 'carried' | 'left' | 'stopped' | 'unknown';

/**
 * A database takes its password from the file only when its data is still empty. Where it is not, this says so
 * and does what works: change the account in the running database and try to log in, or throw the data away.
 */
export async function carryIntoDatabase(
  deps: CarryDeps,
  analysed: AnalysedDocument,
  secrets: readonly PendingPassword[],
): Promise<Carried> {
  let initialised: readonly InitialisedSecret[];
  try {
    initialised = await initialisedSecrets(analysed, secrets, deps.watch);
  } catch {
    // The engine does not answer: nothing is known of its volumes, and nothing can be done there.
    return 'unknown';
  }
  if (initialised.length === 0) return 'carried';
  const services = [...new Set(initialised.map(({ service }) => service))].join(', ');
  const inside = vscode.l10n.t('Change it in the database too');
  const recreate = vscode.l10n.t('Throw the data away…');
  const leave = vscode.l10n.t('Leave the database as it is');
  const possible = initialised.every(({ kind }) => kind !== undefined);
  const data = await dataOf(deps, analysed, initialised);
  const answer = await notify.question(
    vscode.l10n.t('{0} has its data already: the new password in the file changes nothing in it.', services),
    [
      vscode.l10n.t(
        'Such a database reads its password from the file once, when its volume is still empty. The services that log in would get the new password, and the database would still want the old one.',
      ),
      ...(!possible && initialised.some(({ secret }) => secret.oldPassword === undefined)
        ? [
            vscode.l10n.t(
              'The old password was forgotten with the last window: nothing here keeps secrets. To carry the new one over, put the old one back into the file and change it again.',
            ),
          ]
        : []),
      ...(data.kept.length > 0 && data.lost.length === 0
        ? [
            vscode.l10n.t(
              'Its data is not the stack’s own, so Unboxed does not delete it: {0}',
              data.kept.join(', '),
            ),
          ]
        : []),
    ].join('\n\n'),
    ...(possible ? [inside] : []),
    ...(data.lost.length > 0 ? [recreate] : []),
    leave,
  );
  const done = (isDone: boolean): Carried => (isDone ? 'carried' : 'stopped');
  if (answer === inside) return done(await changeInDatabase(deps, analysed, initialised));
  const thrown = answer === recreate ? await throwAway(deps, analysed, initialised, data) : undefined;
  if (thrown !== undefined) return done(thrown);
  if (answer === leave) return 'left';
  void notify.warning(
    vscode.l10n.t(
      'Nothing was started. The files have the new password, the data of {0} still has the old one: “Up” asks again, and undo brings the old password back.',
      services,
    ),
  );
  return 'stopped';
}
