import { formatMessage, type Message } from '../message';
import { isCancellation } from './isCancellation';
import type { Log } from './log';
import { visibleText } from './visibleText';

/** Tells the user that something did not work, and why. */
export type TellFailure = (what: string | Message, reason: string) => void;

/**
 * Where failures end that nobody expected: each is one entry in the log and one sentence for the user, and whatever
 * else is under way goes on. What was cancelled is no failure. `what` says what did not
 * work: “web could not be started”; the reason follows it.
 */
export class ErrorBoundary {
  private readonly told = new Set<string>();

  constructor(
    readonly log: Log,
    private readonly tell: TellFailure,
  ) {}

  /** Logs the failure of something that the user asked for, and tells it. */
  failed(what: string | Message, error: unknown): void {
    if (!this.noted(what, error)) return;
    this.tell(what, reasonOf(error));
  }

  /**
   * Logs a failure that concerns the user only where it lasts, and is told elsewhere. False for a cancellation, which
   * is not logged either.
   */
  noted(what: string | Message, error: unknown): boolean {
    if (isCancellation(error)) return false;
    this.log.error(`${inEnglish(what)}: ${reasonOf(error)}${framesOf(error)}`);
    return true;
  }

  /** Runs what the user asked for. Undefined after a failure, which is logged and told each time. */
  async guarded<R>(what: string | Message, run: () => R | PromiseLike<R>): Promise<R | undefined> {
    try {
      return await run();
    } catch (error) {
      this.failed(what, error);
      return undefined;
    }
  }

  /**
   * Lets work go on that nobody waits for. A failure is logged; it is told the first time only, since such work is
   * begun again and again without having been asked for.
   */
  background(what: Message, work: PromiseLike<unknown> | (() => unknown)): void {
    const run = typeof work === 'function' ? work : () => work;
    const failed = (error: unknown) => {
      if (!this.noted(what, error) || this.told.has(what.text)) return;
      this.told.add(what.text);
      this.tell(what, reasonOf(error));
    };
    try {
      const running = run();
      if (isThenable(running)) running.then(undefined, failed);
    } catch (error) {
      failed(error);
    }
  }

  /** A listener that never throws at whoever calls it; its failures are those of background work. */
  listener<A extends unknown[]>(what: Message, listen: (...args: A) => unknown): (...args: A) => void {
    return (...args) => {
      this.background(what, () => listen(...args));
    };
  }
}

function inEnglish(what: string | Message): string {
  return typeof what === 'string' ? what : formatMessage(what);
}

function reasonOf(error: unknown): string {
  const words = error instanceof Error ? error.message || error.name : String(error);
  return visibleText(words, 500);
}

/** The calls that led to the failure, for whoever reads a report; never the message again. */
function framesOf(error: unknown): string {
  const frames = (error instanceof Error ? (error.stack ?? '') : '').match(/\n\s+at .*/g) ?? [];
  return frames.slice(0, 12).join('');
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
