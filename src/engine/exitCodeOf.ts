import { setTimeout } from 'node:timers/promises';
import { asAnswer, flag, number } from './answers';
import { EngineError } from './port';

/** Milliseconds after the end of a command's output in which the engine notes that the command ended. */
const endingTime = 2000;

/**
 * The exit code of a command whose output has ended, by what `inspect` answers of it. The engine closes the output a moment before it knows how the command ended.
 */
export async function exitCodeOf(inspect: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + endingTime;
  for (;;) {
    const state = asAnswer(await inspect());
    if (!flag(state, 'Running')) return number(state, 'ExitCode');
    if (performance.now() > until)
      throw new EngineError('lost', 'the output of the command broke off while it was running');
    await setTimeout(50);
  }
}
