import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { running, runLab } from '../lab';

const name = 'unboxed-notes';
const file = '/note.txt';

/** Chapter 9: what a container writes goes away with it. */
export const writtenAndLost: Exercise = {
  id: 'writtenAndLost',
  title: msg('Written, and lost'),
  goal: msg(
    'Write {0} in the container “{1}”, replace the container by a new one, and see the file gone.',
    file,
    name,
  ),
  steps: [
    msg('Start the exercise: the container “{0}” runs.', name),
    msg('Write something into {0} in it.', file),
    msg(
      'Remove the container and run a new one with the same name, without a volume, from the same image: `docker ps` names it.',
    ),
  ],
  lab: (lab) => [runLab('writtenAndLost', name, lab)],
  probes: [{ key: 'note', container: name, command: ['sh', '-c', `[ -e ${file} ] && echo yes || echo no`] }],
  marks: (facts) => {
    const container = running(facts, name);
    return container && facts.readings['note']?.trim() === 'yes' ? [`wrote:${container.id}`] : [];
  },
  check: (facts) => {
    const container = running(facts, name);
    return (
      container !== undefined &&
      facts.readings['note']?.trim() === 'no' &&
      writtenElsewhere(facts, container.id)
    );
  },
  hints: (facts) => {
    if (writtenAndLost.check(facts)) return [];
    const container = running(facts, name);
    const wrote = [...facts.marks].some((mark) => mark.startsWith('wrote:'));
    if (!container && wrote)
      return [msg('The file was written and its container is gone. Now run a new one named “{0}”.', name)];
    if (!container) return [msg('The container of this exercise does not run yet: start the exercise.')];
    if (!wrote)
      return [msg('{0} is not there yet. Write it from a shell in the container: `docker exec`.', file)];
    if (facts.marks.has(`wrote:${container.id}`))
      return [
        msg(
          'The file is in this container still. Stopping it would not remove the file: remove the container.',
        ),
      ];
    return [msg('The new container has the file already: is a volume mounted there?')];
  },
  solution: ({ image }) => [
    `docker exec ${name} sh -c 'echo remember me > ${file}'`,
    `docker diff ${name}`,
    `docker rm --force ${name}`,
    `docker run --detach --rm --label unboxed.course=writtenAndLost --name ${name} ${image} sleep 600`,
    `docker exec ${name} ls /`,
  ],
  explanation: [
    msg(
      'The image’s layers are read-only. What a container writes goes into a thin layer of its own (`docker diff` lists it), and `docker rm` throws that layer away.',
    ),
    msg(
      'So two containers of one image start alike, whatever happened in the first: that is what makes them replaceable.',
    ),
  ],
};

function writtenElsewhere({ marks }: CourseFacts, id: string): boolean {
  return [...marks].some((mark) => mark.startsWith('wrote:') && mark !== `wrote:${id}`);
}
