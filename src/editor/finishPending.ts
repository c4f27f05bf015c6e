import type { Carried } from './carryIntoDatabase';
import type { CarryDeps } from './changeInDatabase';
import type { AnalysedDocument } from './composeDocuments';
import type { PendingPasswords } from './model/pendingPasswords';
import { filesNow, pendingIn } from './pendingIn';

/**
 * Brings databases to the passwords that were changed in the files, if that is still to be done. Where it was
 * `stopped`, or is `unknown`, it is asked again the next time.
 */
export async function finishPending(
  deps: CarryDeps & { readonly pending: PendingPasswords },
  analysed: AnalysedDocument,
): Promise<Carried | 'nothing'> {
  const key = analysed.document.uri.toString();
  const secrets = await pendingIn(deps.pending, analysed);
  if (secrets.length === 0) {
    await deps.pending.release(key, await filesNow(analysed));
    return 'nothing';
  }
  const { carryIntoDatabase } = await import('./carryIntoDatabase');
  const done = await carryIntoDatabase(deps, analysed, secrets);
  if (done === 'left') await deps.pending.left(key, secrets);
  else if (done === 'carried') await deps.pending.carried(key, secrets);
  return done;
}
