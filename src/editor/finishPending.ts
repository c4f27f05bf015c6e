import type { CarryDeps } from './changeInDatabase';
import type { AnalysedDocument } from './composeDocuments';
import type { PendingPasswords } from './model/pendingPasswords';
import { pendingIn } from './pendingIn';

/**
 * Brings databases to the passwords that were changed in the files, if that is still to be done. Gives false when
 * the reader wants to stop here, or it could not be done: then it is asked again the next time.
 */
export async function finishPending(
  deps: CarryDeps & { readonly pending: PendingPasswords },
  analysed: AnalysedDocument,
): Promise<boolean> {
  const { uri } = analysed.document;
  const key = uri.toString();
  const secrets = await pendingIn(deps.pending, analysed);
  if (secrets.length > 0) {
    const { carryIntoDatabase } = await import('./carryIntoDatabase');
    const done = await carryIntoDatabase(deps, analysed, secrets);
    // Without an engine nothing is known: the next time it may answer.
    if (done === 'unknown') return true;
    if (!done) return false;
  }
  await deps.pending.forget(key);
  return true;
}
