import { EngineError, type EngineEndpoint } from '../engine/port';
import { engineAdvice } from '../kernel/engineAdvice';
import type { Message } from '../message';

/** Why the engine can't be asked, and what to do about it. */
export function engineProblem(
  error: unknown,
  endpoint: EngineEndpoint,
): { readonly reason: Message; readonly step: Message } {
  const failure =
    error instanceof EngineError
      ? { reason: error.kind, subject: error.subject, detail: error.detail }
      : {
          reason: 'unknown' as const,
          subject: '',
          detail: error instanceof Error ? error.message : String(error),
        };
  return engineAdvice(failure, endpoint);
}
