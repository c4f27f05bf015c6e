/**
 * Skips the running test, or from a hook its whole suite, and leaves the reason where the report looks for it.
 * For what does not apply on this engine or machine; a missing part is said with `needs`.
 */
export function skipBecause(context: Mocha.Context, reason: string): never {
  // In a hook before all the whole suite is skipped, and its tests look for the reason on the suite.
  const runnable = context.test;
  const holder = runnable?.title.startsWith('"before all" hook')
    ? runnable.parent
    : (context.currentTest ?? runnable);
  if (holder) Object.assign(holder, { skipReason: reason });
  if (holder && 'suites' in holder) dropAfterHooks(holder);
  return context.skip();
}

/** Mocha runs the hooks after a suite that was skipped, too: they would end what was never started. */
function dropAfterHooks(suite: Mocha.Suite): void {
  const hooks: unknown = Reflect.get(suite, '_afterAll');
  if (Array.isArray(hooks)) hooks.length = 0;
  suite.suites.forEach(dropAfterHooks);
}
