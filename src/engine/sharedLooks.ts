/**
 * Looks at containers, at most one at a time in each: whoever asks while one is under way gets its answer, so that
 * what is asked at the same moment costs one shell in the container and sees no other one.
 */
export class SharedLooks<T> {
  private readonly running = new Map<string, { readonly fresh: boolean; readonly answer: Promise<T> }>();

  /**
   * `fresh` wants nothing that was known before; a look that happens to use nothing known (`isFresh`, asked when it
   * starts) serves as well. What `start` throws, all who share it get.
   */
  async look(id: string, fresh: boolean, isFresh: () => boolean, start: () => Promise<T>): Promise<T> {
    let running = this.running.get(id);
    while (running !== undefined && fresh && !running.fresh) {
      await running.answer.catch(() => undefined);
      running = this.running.get(id);
    }
    if (running !== undefined) return running.answer;
    const begun = { fresh: fresh || isFresh(), answer: start() };
    this.running.set(id, begun);
    try {
      return await begun.answer;
    } finally {
      if (this.running.get(id) === begun) this.running.delete(id);
    }
  }

  /** Whoever asks from now on gets nothing of a look that is under way: the container changed. */
  forget(id: string): void {
    this.running.delete(id);
  }

  forgetAll(): void {
    this.running.clear();
  }
}
