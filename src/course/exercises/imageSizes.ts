import { msg, type Message } from '../../message';
import type { Exercise, LabRun } from '../exercise';
import type { CourseFacts } from '../facts';
import { labelInstruction, labels } from '../lab';

const mebibyte = 2 ** 20;
const tool = 'dd if=/dev/urandom of=/compiler bs=1M count=8 2>/dev/null';
/** A stage with the label, so that what a build leaves when it fails is found by the reset as well. */
const from = (lab: LabRun, name = '') => `FROM ${lab.image}${name}\n${labelInstruction('imageSizes', lab)}\n`;
const ways: readonly {
  readonly id: string;
  readonly label: Message;
  readonly dockerfile: (lab: LabRun) => string;
}[] = [
  {
    id: 'deleted',
    label: msg('deleted by a later RUN'),
    dockerfile: (lab) => `${from(lab)}RUN ${tool}\nRUN echo made > /program\nRUN rm /compiler\n`,
  },
  {
    id: 'together',
    label: msg('made and deleted in one RUN'),
    dockerfile: (lab) => `${from(lab)}RUN ${tool} && echo made > /program && rm /compiler\n`,
  },
  {
    id: 'stages',
    label: msg('two stages, only the result copied'),
    dockerfile: (lab) =>
      `${from(lab, ' AS build')}RUN ${tool}\nRUN echo made > /program\n${from(lab)}COPY --from=build /program /program\n`,
  },
];

/** Chapter on images: a file that was deleted is still in the layer below; stages leave it behind. */
export const imageSizes: Exercise = {
  id: 'imageSizes',
  title: msg('Deleted, but still there'),
  goal: msg(
    'Build the same program three ways, each with an 8 MiB tool that is not needed in the end, and compare the sizes.',
  ),
  steps: [msg('Guess which of the three images is the biggest, then build and measure them.')],
  trials: (lab) =>
    ways.flatMap(({ id, label, dockerfile }) => [
      {
        id: `sizes.build.${id}`,
        label,
        docker: [
          'build',
          '--force-rm',
          '--network',
          'none',
          '--tag',
          `unboxed-size-${id}`,
          ...labels('imageSizes', lab),
          '-',
        ],
        stdin: dockerfile(lab),
        times: 1,
      },
      {
        id: `sizes.measure.${id}`,
        label,
        docker: ['image', 'inspect', '--format', '{{.Size}}', `unboxed-size-${id}`],
        times: 1,
      },
    ]),
  chart: (facts) =>
    ways.flatMap(({ id, label }) => {
      const bytes = size(facts, id);
      return bytes === undefined ? [] : [{ label, values: [bytes / mebibyte], unit: msg('MiB') }];
    }),
  check: (facts) => {
    const [deleted, , stages] = ways.map(({ id }) => size(facts, id));
    return (
      ways.every(({ id }) => size(facts, id) !== undefined) && (deleted ?? 0) - (stages ?? 0) > 7 * mebibyte
    );
  },
  hints: (facts) => {
    if (imageSizes.check(facts)) return [];
    const failed = facts.results.find(({ trial, exitCode }) => trial.startsWith('sizes.') && exitCode !== 0);
    return [
      failed
        ? msg('A build failed: {0}', failed.output.trim().slice(-300))
        : msg('Not all three images were built and measured yet: press *Run*.'),
    ];
  },
  solution: () => ['docker image history unboxed-size-deleted'],
  explanation: [
    msg(
      'A layer never changes once it is made. `rm` in a later instruction only writes “this file is hidden” into a new layer: the 8 MiB stay in the one below, and so would a password.',
    ),
    msg(
      'With several stages the tools stay in a stage that is not kept, and only what was copied is in the image.',
    ),
  ],
};

function size({ results }: CourseFacts, id: string): number | undefined {
  const run = results
    .filter(({ trial, exitCode }) => trial === `sizes.measure.${id}` && exitCode === 0)
    .at(-1);
  const bytes = Number(run?.output.trim());
  return bytes > 0 ? bytes : undefined;
}
