/**
 * The chapters of the course in their order: rules, hovers, the tree and the exercises name them by these ids. The
 * first twelve are the steps of the walkthrough too.
 */
export const chapterIds = [
  'containers',
  'pad',
  'virtualMachines',
  'origins',
  'forkBomb',
  'definition',
  'runtimes',
  'comparison',
  'whyDocker',
  'devops',
  'infrastructureAsCode',
  'market',
  'images',
] as const;

export type ChapterId = (typeof chapterIds)[number];

/** The number of a chapter as people read it, from 1. */
export function chapterNumber(chapter: ChapterId): number {
  return chapterIds.indexOf(chapter) + 1;
}
