const first = 500;
const longest = 30_000;

/** Milliseconds to wait before attempt `failures` + 1, growing to half a minute and never giving up. */
export function backoff(failures: number): number {
  return Math.min(longest, first * 2 ** Math.min(failures, 16));
}
