import { msg, type Message } from '../message';
import type { CourseFacts } from './facts';

/** A way to move the same bytes, as the learner reads it. */
export interface TransferWay {
  readonly id: string;
  readonly label: Message;
}

/**
 * MiB per second of each run of a trial that ended well. `clock` finds the seconds before and after in what it
 * printed; what was faster than the clock's step counts as one step.
 */
export function transferSpeeds(
  { results }: CourseFacts,
  trial: string,
  clock: RegExp,
  mebibytes: number,
): number[] {
  return results.flatMap((run) => {
    const seconds = clock.exec(run.output);
    if (run.trial !== trial || run.exitCode !== 0 || !seconds) return [];
    return [mebibytes / Math.max(Number(seconds[2]) - Number(seconds[1]), 0.01)];
  });
}

/** A row of the plot for each way that has runs. */
export function speedRows(
  ways: readonly TransferWay[],
  speeds: (id: string) => readonly number[],
): { readonly label: Message; readonly values: readonly number[]; readonly unit: Message }[] {
  return ways.flatMap(({ id, label }) => {
    const values = speeds(id);
    return values.length > 0 ? [{ label, values, unit: msg('MiB/s') }] : [];
  });
}

/** How far the measurement is. */
export function runsDone(
  ways: readonly TransferWay[],
  speeds: (id: string) => readonly number[],
  runs: number,
): Message {
  return howFar(
    ways.reduce((sum, { id }) => sum + speeds(id).length, 0),
    ways.length * runs,
  );
}

/** How many of the runs are done, and what to do where none is. */
export function howFar(done: number, of: number): Message {
  return done === 0
    ? msg('0 of {0} runs are done: press *Run*.', of)
    : msg('{0} of {1} runs are done.', done, of);
}
