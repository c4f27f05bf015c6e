/** What has been worked out of one thing, by the function that did it. */
export class Kept<Of> {
  // Made when needed: of thousands of services, few are asked.
  private results: Map<(of: Of) => unknown, unknown> | undefined;

  of<T>(one: Of, work: (of: Of) => T): T {
    this.results ??= new Map<(of: Of) => unknown, unknown>();
    if (!this.results.has(work)) this.results.set(work, work(one));
    // Only `work` itself puts anything under its name.
    return this.results.get(work) as T;
  }
}
