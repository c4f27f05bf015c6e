import type { Exercise } from '../course/exercise';
import type { CourseFacts } from '../course/facts';
import type { ErrorBoundary } from '../platform/errorBoundary';

/** Those that these facts show to be done. One whose check fails is logged, and keeps no other from its tick. */
export function doneExercises(
  candidates: readonly Exercise[],
  facts: CourseFacts,
  boundary: ErrorBoundary,
): Exercise[] {
  return candidates.filter((exercise) => {
    try {
      return exercise.check(facts);
    } catch (error) {
      boundary.noted(exercise.title, error);
      return false;
    }
  });
}
