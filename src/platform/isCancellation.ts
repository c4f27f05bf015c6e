/** True of the errors that say that somebody no longer wants the answer: those of VS Code and of `AbortSignal`. */
export function isCancellation(error: unknown): boolean {
  return error instanceof Error && (error.name === 'Canceled' || error.name === 'AbortError');
}
