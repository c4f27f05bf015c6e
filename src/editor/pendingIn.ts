import type { AnalysedDocument } from './composeDocuments';
import { filesAround } from './filesAround';
import type { FilesNow, PendingPassword, PendingPasswords } from './model/pendingPasswords';

/** The passwords of a compose file that a database may not have yet, as its files say now. */
export async function pendingIn(
  pending: PendingPasswords,
  analysed: AnalysedDocument,
): Promise<readonly PendingPassword[]> {
  const key = analysed.document.uri.toString();
  return pending.mayHave(key) ? pending.of(key, await filesNow(analysed)) : [];
}

/** What the files of an analysis say of passwords. */
export async function filesNow({ document, analysis }: AnalysedDocument): Promise<FilesNow> {
  const { passwordOf } = await import('./composeAnalysis');
  const files = filesAround(document.uri);
  return {
    read: (file) => files.readFile(file),
    password: ({ service, name }) => passwordOf(analysis, service, name),
  };
}
