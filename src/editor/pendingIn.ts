import type { AnalysedDocument } from './composeDocuments';
import { filesAround } from './filesAround';
import type { PendingPassword, PendingPasswords } from './model/pendingPasswords';

/** The passwords of a compose file that a database may not have yet, as its files say now. */
export async function pendingIn(
  pending: PendingPasswords,
  { document, analysis }: AnalysedDocument,
): Promise<readonly PendingPassword[]> {
  const { passwordOf } = await import('./composeAnalysis');
  const files = filesAround(document.uri);
  return pending.of(document.uri.toString(), {
    read: (file) => files.readFile(file),
    password: ({ service, name }) => passwordOf(analysis, service, name),
  });
}
