import { disposable, type Disposable } from './disposable';

/** Listeners of one happening. One that throws keeps none of the others from hearing. */
export class Listeners<T> {
  private readonly all = new Set<(value: T) => void>();

  constructor(private readonly onError: (error: unknown) => void) {}

  get size(): number {
    return this.all.size;
  }

  add(listener: (value: T) => void): Disposable {
    const own = (value: T) => {
      listener(value);
    };
    this.all.add(own);
    return disposable(() => this.all.delete(own));
  }

  tell(value: T): void {
    for (const listener of [...this.all]) {
      try {
        listener(value);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
