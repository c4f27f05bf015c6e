import { msg } from '../message';
import type { Chapter, Exercise } from './exercise';
import { bridgeOrHost } from './exercises/bridgeOrHost';
import { buildCache } from './exercises/buildCache';
import { byHand } from './exercises/byHand';
import { devopsQuiz } from './exercises/devopsQuiz';
import { drift } from './exercises/drift';
import { enginesHere } from './exercises/enginesHere';
import { firstContainer } from './exercises/firstContainer';
import { forkBomb } from './exercises/forkBomb';
import { imageSizes } from './exercises/imageSizes';
import { keptInVolume } from './exercises/keptInVolume';
import { memoryLimit } from './exercises/memoryLimit';
import { memoryOverhead } from './exercises/memoryOverhead';
import { overlayOrVolume } from './exercises/overlayOrVolume';
import { ownHostname } from './exercises/ownHostname';
import { padStack } from './exercises/padStack';
import { perUserLimit } from './exercises/perUserLimit';
import { repairService } from './exercises/repairService';
import { sharedNetwork } from './exercises/sharedNetwork';
import { startTime } from './exercises/startTime';
import { takeApart } from './exercises/takeApart';
import { twoPids } from './exercises/twoPids';
import { whoStartsWhom } from './exercises/whoStartsWhom';
import { whoseKernel } from './exercises/whoseKernel';
import { withoutDocker } from './exercises/withoutDocker';
import { writtenAndLost } from './exercises/writtenAndLost';

/** The chapters in the course's order. The first twelve are the walkthrough's steps, by the same ids. */
export const chapters: readonly Chapter[] = [
  { id: 'containers', title: msg('Containers: box it, ship it'), exercises: [firstContainer] },
  { id: 'pad', title: msg('Demo: a pad for the class'), exercises: [padStack] },
  { id: 'virtualMachines', title: msg('Virtual machines and containers'), exercises: [whoseKernel] },
  {
    id: 'origins',
    title: msg('Where containers come from'),
    exercises: [byHand, withoutDocker, twoPids, sharedNetwork, ownHostname, memoryLimit],
  },
  { id: 'forkBomb', title: msg('Demo: the fork bomb'), exercises: [forkBomb, perUserLimit, repairService] },
  { id: 'definition', title: msg('What a container is'), exercises: [takeApart] },
  { id: 'runtimes', title: msg('LXC, Docker, runC, OCI'), exercises: [whoStartsWhom] },
  {
    id: 'comparison',
    title: msg('Containers against virtual machines'),
    exercises: [startTime, overlayOrVolume, bridgeOrHost, memoryOverhead],
  },
  { id: 'whyDocker', title: msg('Why Docker'), exercises: [writtenAndLost, keptInVolume] },
  { id: 'devops', title: msg('DevOps'), exercises: [devopsQuiz] },
  { id: 'infrastructureAsCode', title: msg('Infrastructure as code'), exercises: [drift] },
  { id: 'market', title: msg('Docker’s place in the market'), exercises: [enginesHere] },
  { id: 'images', title: msg('Images and Dockerfiles'), exercises: [buildCache, imageSizes] },
];

/** All exercises, in the course's order. */
export const exercises: readonly Exercise[] = chapters.flatMap((chapter) => chapter.exercises);

/** The context key that completes the chapter's step of the walkthrough. */
export function chapterKey(chapter: string): `unboxed.course.${string}` {
  return `unboxed.course.${chapter}`;
}
