/** What a run of one level says about itself. Written by reporter.cjs. */
export interface Report {
  readonly passed: number;
  readonly failed: readonly { readonly title: string; readonly message: string }[];
  readonly skipped: readonly { readonly title: string; readonly reason: string }[];
}
