import type { Message } from '../message';
import type { CourseFacts } from './facts';

/** Something to do that the engine can confirm. Data and pure functions: the shell knows no exercise by name. */
export interface Exercise {
  readonly id: string;
  readonly chapter: string;
  readonly goal: Message;
  /** Is it done? Asked again whenever the facts change; a click never decides it. */
  readonly check: (facts: CourseFacts) => boolean;
  /** What stands between the learner's real state and the goal, the most useful first. Empty when done. */
  readonly hints: (facts: CourseFacts) => readonly Message[];
}
