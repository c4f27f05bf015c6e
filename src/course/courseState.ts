import { msg, type Message } from '../message';
import { chapters } from './chapters';
import type { Chapter, Exercise } from './exercise';

export type ExerciseState = 'todo' | 'doing' | 'done' | 'skipped';

/** What is kept of an exercise that was done or skipped. */
export interface Recorded {
  readonly state: 'done' | 'skipped';
  /** ISO date and time. */
  readonly at: string;
}
export type Progress = Readonly<Record<string, Recorded>>;

/** True when each exercise of the chapter is done; one that was skipped is not. */
export function isComplete(chapter: Chapter, progress: Progress): boolean {
  return chapter.exercises.every(({ id }) => progress[id]?.state === 'done');
}

/**
 * The exercise after this one, in the course's order, that is still to do; the first one when none is given. Where
 * none is left it is one that was skipped.
 */
export function nextExercise(progress: Progress, after?: Exercise): Exercise | undefined {
  const all = chapters.flatMap(({ exercises }) => exercises);
  const start = after ? all.findIndex(({ id }) => id === after.id) + 1 : 0;
  const others = [...all.slice(start), ...all.slice(0, start)].filter((exercise) => exercise !== after);
  return (
    others.find(({ id }) => progress[id] === undefined) ??
    others.find(({ id }) => progress[id]?.state === 'skipped')
  );
}

/** How many exercises are done, of how many. */
export function countDone(
  progress: Progress,
  of: readonly Chapter[] = chapters,
): { done: number; total: number } {
  const all = of.flatMap(({ exercises }) => exercises);
  return { done: all.filter(({ id }) => progress[id]?.state === 'done').length, total: all.length };
}

/** A summary for a teacher, in Markdown, in the language of `t`. */
export function certificate(progress: Progress, t: (message: Message) => string): string {
  const { done, total } = countDone(progress);
  const lines = [
    `# ${t(msg('Introduction to Docker: what was done'))}`,
    '',
    t(
      msg(
        'Exercises done: {0} of {1}, each verified by Unboxed, on the container engine itself or by right answers.',
        done,
        total,
      ),
    ),
  ];
  for (const chapter of chapters) {
    lines.push('', `## ${t(chapter.title)}`, '');
    for (const exercise of chapter.exercises) {
      const record = progress[exercise.id];
      const mark = record?.state === 'done' ? 'x' : ' ';
      const note = record
        ? ` – ${record.state === 'done' ? t(msg('done')) : t(msg('skipped'))}, ${record.at.slice(0, 10)}`
        : '';
      lines.push(`- [${mark}] ${t(exercise.title)}${note}`);
    }
  }
  return lines.join('\n') + '\n';
}
