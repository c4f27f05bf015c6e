import assert from 'node:assert/strict';
import { EngineError, type EngineFailureKind, type ExecResult } from '../../../src/engine/port';
import { findShell } from '../../../src/views/actions/findShell';

type Answer = number | readonly [EngineFailureKind, string];

/** An engine whose container answers so to each shell. */
function engine(answers: Readonly<Record<string, Answer>>) {
  return {
    exec: (_: string, [shell = '']: readonly string[]): Promise<ExecResult> => {
      const answer = answers[shell] ?? 127;
      return typeof answer === 'number'
        ? Promise.resolve({ exitCode: answer, stdout: '', stderr: '' })
        : Promise.reject(new EngineError(...answer));
    },
  };
}

const absent = ['unknown', 'exec: "bash": executable file not found in $PATH'] as const;

describe('the shell of a container', () => {
  it('is the best that is there', async () => {
    assert.equal(await findShell(engine({ bash: 0, sh: 0 }), 'x'), 'bash');
    assert.equal(await findShell(engine({ bash: absent, ash: 127, sh: 0 }), 'x'), 'sh');
  });

  it('is none in an image that has none', async () => {
    assert.equal(await findShell(engine({}), 'x'), undefined);
    assert.equal(await findShell(engine({ bash: absent, ash: absent, sh: absent }), 'x'), undefined);
  });

  for (const [kind, detail] of [
    ['timeout', 'the engine did not answer'],
    ['lost', 'socket hang up'],
    ['conflict', 'container x is not running'],
    ['not-found', 'No such container: x'],
  ] as const)
    it(`is not said to be missing where the engine could not be asked (${kind})`, async () => {
      const failure = [kind, detail] as const;
      await assert.rejects(findShell(engine({ bash: failure, ash: failure, sh: failure }), 'x'), EngineError);
    });
});
