interface Entry {
  readonly title: string;
  /** The test file, where the runner knows it: tests bundled for an extension host come from one file. */
  readonly file?: string;
}
interface Failure extends Entry {
  readonly message: string;
}

/** What a run of one level says about itself. Written by reporter.cjs. */
export interface Report {
  readonly passed: readonly Entry[];
  readonly failed: readonly Failure[];
  /** Passed, but only at the second attempt: `message` is why the first one failed. Among `passed` too. */
  readonly unsteady?: readonly Failure[];
  readonly skipped: readonly (Entry & { readonly reason: string })[];
  /** Test files in which a hook failed: Mocha has no second attempt for hooks, the runner does. */
  readonly filesOfHooks?: readonly string[];
}
