/** The most that happened within one second; `times` are milliseconds. */
export function busiestSecond(times: readonly number[]): number {
  return Math.max(0, ...times.map((at) => times.filter((other) => other >= at && other < at + 1000).length));
}
