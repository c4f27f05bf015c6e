import type { Message } from '../message';
import type { CourseFacts } from './facts';

/** A question with choices, one of them right. */
export interface Question {
  readonly id: string;
  readonly text: Message;
  readonly choices: readonly Choice[];
  /** Where the answer can be seen. */
  readonly look: Message;
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

/** Where to look for the answers that are missing or wrong. Why a choice is wrong stands beside it already. */
export function quizHints(questions: readonly Question[], facts: CourseFacts): Message[] {
  const open = questions.filter((question) => chosen(question, facts)?.right !== true);
  return [...new Map(open.map(({ look }) => [JSON.stringify(look), look])).values()];
}

/** The choices in an order that tells nothing: the same as long as the seed is, another one with the next. */
export function shuffled({ id, choices }: Question, seed: number): readonly Choice[] {
  const rank = (choice: Choice) => scrambled(`${seed} ${id} ${choice.id}`);
  return [...choices].sort((a, b) => rank(a) - rank(b));
}

/** FNV-1a with a last mixing: near texts get far numbers. */
function scrambled(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 15)) >>> 0;
}
