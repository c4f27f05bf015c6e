import assert from 'node:assert/strict';
import { formatMessage } from '../../src/message';
import { ErrorBoundary } from '../../src/platform/errorBoundary';

/** A boundary for parts that nothing is to fail in: a failure fails the test. */
export function silentBoundary(): ErrorBoundary {
  return new ErrorBoundary({ info: () => undefined, error: (line) => assert.fail(line) }, (what, reason) =>
    assert.fail(`${typeof what === 'string' ? what : formatMessage(what)}: ${reason}`),
  );
}
