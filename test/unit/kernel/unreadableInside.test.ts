import assert from 'node:assert/strict';
import { unreadableInside } from '../../../src/kernel/unreadableInside';

/** What engines answered, on Docker 20.10 and 26.1 with runc, and what shells wrote. */
const cases: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /Without a shell/,
    [
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "sh": executable file not found in $PATH: unknown',
      'exec failed: exec: "sh": stat sh: no such file or directory: unknown',
      'crun: executable file `sh` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    ],
  ],
  [
    /at its limit of processes/,
    [
      'OCI runtime exec failed: exec failed: unable to start container process: read init-p: connection reset by peer: unknown',
      "sh: can't fork: Resource temporarily unavailable",
      'sh: 1: Cannot fork',
    ],
  ],
  [/paused/, ['Container 1c2 is paused, unpause the container before exec']],
  [/may not run a shell/, ['exec: "sh": permission denied: unknown']],
  [/ended before/, ['Container 1c2 is not running']],
  [/Memory is too short/, ['write init-p: cannot allocate memory: unknown']],
  [/^The engine could not/, ['exit code 0', 'a new engine’s words']],
];

describe('why the kernel’s files could not be read from inside', () => {
  for (const [reason, details] of cases)
    for (const detail of details)
      it(`says ${reason.source} for “${detail.slice(0, 60)}”`, () => {
        const failure = unreadableInside(detail);
        assert.match(failure.reason.text, reason);
        assert.equal(failure.detail, detail);
      });
});
