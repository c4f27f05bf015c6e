import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { labelInstruction, labels } from '../lab';

const steps = [
  { id: 'first', label: msg('first build, nothing kept'), options: ['--no-cache'] },
  { id: 'again', label: msg('again, unchanged'), options: [] },
  { id: 'late', label: msg('a change in the last instruction'), options: ['--build-arg', 'LATE=changed'] },
  { id: 'early', label: msg('a change in the first instruction'), options: ['--build-arg', 'EARLY=changed'] },
] as const;

/** Chapter on images: each instruction is a layer, and a change rebuilds all that follow. */
export const buildCache: Exercise = {
  id: 'buildCache',
  title: msg('The cache, and the order of instructions'),
  goal: msg('Build one image four times, and see which change costs the most.'),
  steps: [
    msg(
      'The Dockerfile has a slow instruction in the middle (`RUN sleep 2`), one before it and one after it.',
    ),
    msg('Guess the order of the four times, then run the builds.'),
  ],
  trials: (lab) =>
    steps.map(({ id, label, options }) => ({
      id: `build.${id}`,
      label,
      docker: [
        'build',
        '--force-rm',
        '--network',
        'none',
        '--tag',
        'unboxed-cache',
        ...labels('buildCache', lab),
        ...options,
        '-',
      ],
      stdin: `FROM ${lab.image}\n${labelInstruction('buildCache', lab)}\nARG EARLY=1\nRUN echo $EARLY > /early\nRUN sleep 2\nARG LATE=1\nRUN echo $LATE > /late\n`,
      times: 1,
    })),
  chart: (facts) =>
    steps.flatMap(({ id, label }) => {
      const seconds = time(facts, id);
      return seconds === undefined ? [] : [{ label, values: [seconds], unit: msg('s') }];
    }),
  check: (facts) => {
    const late = time(facts, 'late');
    const early = time(facts, 'early');
    return (
      steps.every(({ id }) => time(facts, id) !== undefined) &&
      early !== undefined &&
      late !== undefined &&
      early > late
    );
  },
  hints: (facts) => {
    if (buildCache.check(facts)) return [];
    const failed = facts.results.find(({ trial, exitCode }) => trial.startsWith('build.') && exitCode !== 0);
    return [
      failed
        ? msg('A build failed: {0}', failed.output.trim().slice(-300))
        : msg('Not all four builds have run yet: press *Run*.'),
    ];
  },
  explanation: [
    msg(
      'The result of each instruction is kept, as a layer where it changes files, together with all that it depends on. From the first one that changed, everything after it is done again.',
    ),
    msg(
      'So what seldom changes comes first (system packages, the list of dependencies), and what changes daily last (your own code).',
    ),
  ],
};

function time({ results }: CourseFacts, id: string): number | undefined {
  return results.filter(({ trial, exitCode }) => trial === `build.${id}` && exitCode === 0).at(-1)?.seconds;
}
