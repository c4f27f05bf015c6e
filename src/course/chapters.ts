import { firstContainer } from './exercises/firstContainer';
import { padStack } from './exercises/padStack';
import type { Exercise } from './exercise';

/** All exercises, in the course's order. A chapter is complete when each of its exercises is done or skipped. */
export const exercises: readonly Exercise[] = [firstContainer, padStack];

/** The context key that completes the chapter's step of the walkthrough. */
export function chapterKey(chapter: string): string {
  return `unboxed.course.${chapter}`;
}
