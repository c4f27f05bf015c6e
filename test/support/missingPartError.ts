/** A real part that a level of the tests needs is not there and can't be had. */
export class MissingPartError extends Error {
  /** @param part For people, and as `UNBOXED_MAY_MISS` names it. */
  constructor(
    readonly part: string,
    cause: unknown,
  ) {
    super(cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause), { cause });
  }
}

/** Does work that gives a part. Errors: a `MissingPartError` where it fails. */
export async function part<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new MissingPartError(name, error);
  }
}
