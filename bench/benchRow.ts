/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  readonly what: string;
  /** The measured number with its unit. */
  readonly value: string;
  /** What it is measured against, for people: a budget or a peer. */
  readonly budget?: string;
  /** Is it within the budget? */
  readonly ok?: boolean;
}

/** The middle of an odd number of measurements: one slow run does not move it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
