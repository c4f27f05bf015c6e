import type { Message } from '../message';
import type { CourseFacts } from './facts';

/** A question with choices, one of them right. */
export interface Question {
  readonly id: string;
  readonly text: Message;
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly id: string;
  readonly text: Message;
  readonly right: boolean;
  /** Why it is right or wrong: shown once it was chosen. */
  readonly because: Message;
}

/** The choice that the learner took; undefined before an answer. */
export function chosen(question: Question, { answers }: CourseFacts): Choice | undefined {
  const answer = answers[question.id];
  return question.choices.find(({ id }) => id === answer);
}

/** True when there are questions and each has its right answer. */
export function allRight(questions: readonly Question[], facts: CourseFacts): boolean {
  return questions.length > 0 && questions.every((question) => chosen(question, facts)?.right === true);
}

/** What is said about the answers so far: the wrong ones explained. */
export function quizHints(questions: readonly Question[], facts: CourseFacts): Message[] {
  return questions.flatMap((question) => {
    const choice = chosen(question, facts);
    return choice && !choice.right ? [choice.because] : [];
  });
}
