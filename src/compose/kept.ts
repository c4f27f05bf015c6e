/** What has been worked out of one thing, by the function that did it. */
export class Kept<Of> {
  private readonly results = new Map<(of: Of) => unknown, unknown>();

  of<T>(one: Of, work: (of: Of) => T): T {
    if (!this.results.has(work)) this.results.set(work, work(one));
    // Only `work` itself puts anything under its name.
    return this.results.get(work) as T;
  }
}
