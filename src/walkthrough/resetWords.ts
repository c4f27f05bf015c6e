import * as vscode from 'vscode';
import type { Reset } from './labRunner';

/** What a reset came to, in a sentence. */
export function resetWords({ removed, held, silent }: Reset): string {
  if (silent !== undefined)
    return vscode.l10n.t(
      'The engine gave no answer ({0}), so what the exercise made may still be there. Reset again once it answers; otherwise Unboxed removes it the next time that it starts.',
      silent.split('\n').at(-1) ?? silent,
    );
  return held === 0
    ? vscode.l10n.t('Exercise reset; removed: {0}.', removed)
    : vscode.l10n.t(
        'Exercise reset; removed: {0}. Kept, since something of yours uses them: {1}.',
        removed,
        held,
      );
}

/** Why a lab could not be made, in docker’s own words, with what to do where its name is taken. */
export function startProblem(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  const name = /name "\/?([^"]+)" is already in use/.exec(words)?.[1];
  return name === undefined
    ? words
    : vscode.l10n.t(
        'A container named “{0}” is there already, and this window did not make it, so it stays. Rename or remove it, then start again: docker rename {0} {0}-mine',
        name,
      );
}
