import { existsSync } from 'node:fs';
import path from 'node:path';
import { skipBecause } from './skipBecause';

/** Public compose files beside the repository, on machines that have them. The project does not depend on them. */
export const corpus = path.join(import.meta.dirname, '../../../shared/corpus/compose');

/** Call it in a `before` hook or a test that reads the corpus. */
export function needsCorpus(context: Mocha.Context): void {
  if (!existsSync(corpus)) skipBecause(context, 'the corpus of public compose files is not on this machine');
}
