import { chapters } from '../course/chapters';
import type { ExerciseState } from '../course/courseState';
import type { Exercise, LabContext } from '../course/exercise';
import type { CourseFacts } from '../course/facts';
import { neededImages } from '../course/neededImages';
import type { Needs } from '../course/renderNeeds';
import type { PageState } from '../course/renderPage';
import type { LiveEngine } from '../engine/liveSnapshot';
import { addressSource } from '../kernel/addressSource';
import { engineAdvice } from '../kernel/engineAdvice';
import { configuredImage } from './obtainImage';

/** The running exercise, beside what the observer knows. */
export interface ExerciseSession {
  readonly exercise: Exercise;
  /** Tells it from any other session, of the same exercise too; stays while the rest changes. */
  readonly key: symbol;
  readonly lab: LabContext | undefined;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly hintsShown: boolean;
  readonly solutionShown: boolean;
  /** Orders the choices of its questions. */
  readonly seed: number;
  /** Since *Check Now* was pressed, until the next look. */
  readonly checking: boolean;
  /** When it was last checked so, as a clock shows it. */
  readonly checked?: string;
}

/** An exercise just opened, or reset. */
export function newSession(exercise: Exercise): ExerciseSession {
  return {
    exercise,
    key: Symbol(exercise.id),
    lab: undefined,
    busy: false,
    problem: undefined,
    hintsShown: false,
    solutionShown: false,
    seed: Math.floor(Math.random() * 2 ** 31),
    checking: false,
  };
}

/** What the page of the exercise shows now. */
export function pageOf(
  session: ExerciseSession,
  state: ExerciseState,
  facts: CourseFacts,
  live: LiveEngine,
): PageState {
  const { exercise } = session;
  const chapter = chapters.find(({ exercises }) => exercises.includes(exercise));
  return {
    ...session,
    chapter: chapter?.title ?? exercise.title,
    facts,
    needs: needsOf(exercise, facts, live),
    state,
  };
}

function needsOf(exercise: Exercise, { images }: CourseFacts, { endpoint, snapshot }: LiveEngine): Needs {
  const needed = {
    images: neededImages(exercise, images, configuredImage()),
    imagesKnown: images !== undefined,
  };
  const { connection } = snapshot;
  if (connection.kind !== 'failed' || exercise.withoutEngine) return needed;
  const { reason, step } = engineAdvice(connection, endpoint);
  return { ...needed, noEngine: [reason, addressSource(endpoint), step] };
}
