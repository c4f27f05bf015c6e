import { msg } from '../message';
import type { Chapter, Exercise } from './exercise';
import { firstContainer } from './exercises/firstContainer';
import { forkBomb } from './exercises/forkBomb';
import { memoryLimit } from './exercises/memoryLimit';
import { ownHostname } from './exercises/ownHostname';
import { padStack } from './exercises/padStack';
import { perUserLimit } from './exercises/perUserLimit';
import { repairService } from './exercises/repairService';
import { sharedNetwork } from './exercises/sharedNetwork';
import { takeApart } from './exercises/takeApart';
import { twoPids } from './exercises/twoPids';
import { whoseKernel } from './exercises/whoseKernel';

/** The chapters in the course's order. The first twelve are the walkthrough's steps, by the same ids. */
export const chapters: readonly Chapter[] = [
  { id: 'containers', title: msg('Containers: box it, ship it'), exercises: [firstContainer] },
  { id: 'pad', title: msg('Demo: a pad for the class'), exercises: [padStack] },
  { id: 'virtualMachines', title: msg('Virtual machines and containers'), exercises: [whoseKernel] },
  {
    id: 'origins',
    title: msg('Where containers come from'),
    exercises: [twoPids, sharedNetwork, ownHostname, memoryLimit],
  },
  { id: 'forkBomb', title: msg('Demo: the fork bomb'), exercises: [forkBomb, perUserLimit, repairService] },
  { id: 'definition', title: msg('What a container is'), exercises: [takeApart] },
];

/** All exercises, in the course's order. */
export const exercises: readonly Exercise[] = chapters.flatMap((chapter) => chapter.exercises);

/** The context key that completes the chapter's step of the walkthrough. */
export function chapterKey(chapter: string): string {
  return `unboxed.course.${chapter}`;
}
