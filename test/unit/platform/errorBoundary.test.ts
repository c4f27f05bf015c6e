import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { formatMessage, msg } from '../../../src/message';
import { ErrorBoundary } from '../../../src/platform/errorBoundary';

describe('ErrorBoundary', () => {
  const reading = msg('The files could not be read');
  let logged: string[];
  let told: string[];
  let boundary: ErrorBoundary;

  beforeEach(() => {
    logged = [];
    told = [];
    const log = { info: () => undefined, error: (line: string) => logged.push(line) };
    boundary = new ErrorBoundary(log, (what, reason) => {
      told.push(`${typeof what === 'string' ? what : formatMessage(what)}: ${reason}`);
    });
  });

  const cancelled = () => Object.assign(new Error('Canceled'), { name: 'Canceled' });

  describe('what the user asked for', () => {
    it('gives back what it gives', async () => {
      assert.equal(await boundary.guarded('web could not be stopped', () => Promise.resolve(7)), 7);
      assert.deepEqual([logged, told], [[], []]);
    });

    for (const [how, run] of [
      ['throws', (): Promise<number> => fail('no such container')],
      ['rejects', (): Promise<number> => Promise.reject(new Error('no such container'))],
    ] as const)
      it(`is logged and told each time it ${how}`, async () => {
        assert.equal(await boundary.guarded('web could not be stopped', run), undefined);
        await boundary.guarded('web could not be stopped', run);
        assert.deepEqual(told, [
          'web could not be stopped: no such container',
          'web could not be stopped: no such container',
        ]);
        assert.equal(logged.length, 2);
        assert.match(logged[0] ?? '', /^web could not be stopped: no such container\n\s+at .*errorBoundary/);
      });

    it('may be cancelled without a word', async () => {
      await boundary.guarded('web could not be stopped', () => Promise.reject(cancelled()));
      await boundary.guarded('web could not be stopped', () => {
        AbortSignal.abort().throwIfAborted();
      });
      assert.deepEqual([logged, told], [[], []]);
    });

    it('says what was thrown even when it is no error', async () => {
      await boundary.guarded('web could not be stopped', () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- other extensions and libraries do
        throw 'out of paper';
      });
      const said = 'web could not be stopped: out of paper';
      assert.deepEqual([logged, told], [[said], [said]]);
    });

    it('writes one line of what the engine says, and shows signs that would act', async () => {
      await boundary.guarded('web could not be stopped', () => fail('a\nb\u001b[31m\u202e'));
      assert.deepEqual(told, ['web could not be stopped: a b�[31m�']);
      assert.match(logged[0] ?? '', /^web could not be stopped: a b�\[31m�(\n\s+at .*)*$/);
    });
  });

  describe('work that nobody waits for', () => {
    it('is logged each time and told once, whatever happens to other work', async () => {
      for (let i = 0; i < 3; i++) boundary.background(reading, Promise.reject(new Error(`round ${i}`)));
      boundary.background(msg('The engine could not be asked'), () => fail('gone'));
      await setImmediate();
      assert.equal(logged.length, 4);
      assert.deepEqual(told.sort(), [
        'The engine could not be asked: gone',
        'The files could not be read: round 0',
      ]);
    });

    it('may be cancelled without a word', async () => {
      boundary.background(reading, Promise.reject(cancelled()));
      await setImmediate();
      assert.deepEqual([logged, told], [[], []]);
    });
  });

  it('keeps a listener from throwing at whoever calls it', async () => {
    const heard: number[] = [];
    const listener = boundary.listener(reading, (n: number) => {
      heard.push(n);
      if (n === 1) fail('one');
      return n === 2 ? Promise.reject(new Error('two')) : undefined;
    });
    for (const n of [1, 2, 3]) listener(n);
    await setImmediate();
    assert.deepEqual(heard, [1, 2, 3]);
    assert.equal(logged.length, 2);
    assert.deepEqual(told, ['The files could not be read: one']);
  });

  it('can note a failure that is told elsewhere', () => {
    assert.equal(boundary.noted(reading, new Error('gone')), true);
    assert.equal(boundary.noted(reading, cancelled()), false);
    assert.equal(logged.length, 1);
    assert.deepEqual(told, []);
  });
});

function fail(words: string): never {
  throw new Error(words);
}
