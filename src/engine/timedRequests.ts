import { toEngineError } from './engineFailure';
import { EngineError, type EngineEndpoint } from './port';
import { unlessAborted } from './unlessAborted';

/** Milliseconds in which an engine must have answered. */
const answerTime = 20_000;

/**
 * Runs the requests to one engine: each settles within its time, whatever becomes of its connection, and fails with an
 * `EngineError`.
 */
export class TimedRequests {
  private readonly closed = new AbortController();

  constructor(private readonly endpoint: EngineEndpoint) {}

  /** The whole of a request, answer and all. */
  ask<T>(request: (signal: AbortSignal) => Promise<T>, limit = answerTime): Promise<T> {
    return this.within(limit, [this.closed.signal], request);
  }

  /** What must be tried though nobody needs the engine any more, such as to remove what was left on it. */
  askAtTheEnd<T>(request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.within(answerTime, [], request);
  }

  /** The beginning of an answer that may go on for as long as `signal` (and this engine) wants it. */
  open<T>(request: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.within(answerTime, [signal, this.closed.signal], request);
  }

  /** As `open`, for what the engine itself has to wait for. */
  async openInItsTime<T>(request: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    const wanted = AbortSignal.any([signal, this.closed.signal]);
    return unlessAborted(request(wanted), wanted);
  }

  dispose(): void {
    this.closed.abort();
  }

  private async within<T>(
    limit: number,
    ends: readonly AbortSignal[],
    request: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort(new EngineError('timeout', `the engine did not answer in ${limit / 1000} seconds`));
    }, limit);
    const signal = AbortSignal.any([late.signal, ...ends]);
    const attempt = () => unlessAborted(request(signal), signal);
    try {
      // A kept connection may have been closed by the engine just now: it read nothing of the request.
      return await attempt().catch((error: unknown) => {
        if (signal.aborted || !isBrokenPipe(error)) throw error;
        return attempt();
      });
    } catch (error) {
      throw await toEngineError(late.signal.aborted ? late.signal.reason : error, this.endpoint);
    } finally {
      clearTimeout(timer);
    }
  }
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
