/** What a run of one level says about itself. Written by reporter.cjs. */
export interface Report {
  readonly passed: number;
  readonly failed: readonly { readonly title: string; readonly message: string }[];
  /** Passed, but only at the second attempt: `message` is why the first one failed. Counted as passed too. */
  readonly unsteady?: readonly { readonly title: string; readonly message: string }[];
  readonly skipped: readonly { readonly title: string; readonly reason: string }[];
}
