import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { runLab } from '../lab';
import { allRight, quizHints, type Question } from '../question';

const name = 'unboxed-kernel';

/** Chapter 3: predicts whose kernel a container runs, then looks. */
export const whoseKernel: Exercise = {
  id: 'whoseKernel',
  title: msg('Whose kernel is it?'),
  goal: msg('Predict which kernel a container runs on, then look.'),
  steps: [
    msg('Start the exercise: a small container runs. Answer the question before you look.'),
    msg('Then compare the two versions: in the container, and of the engine’s machine.'),
  ],
  lab: (lab) => [runLab('whoseKernel', name, lab)],
  probes: [{ key: 'uname', container: name, command: ['uname', '-r'] }],
  questions: (facts) => [question(facts)],
  check: (facts) => facts.readings['uname'] !== undefined && allRight([question(facts)], facts),
  hints: (facts) =>
    facts.readings['uname'] === undefined
      ? [msg('The container of this exercise does not run yet: start the exercise.')]
      : quizHints([question(facts)], facts),
  solution: () => [`docker exec ${name} uname -r`, "docker info --format '{{.KernelVersion}}'"],
  explanation: [
    msg('Both show the same version: there is one kernel, and all containers of this engine call it.'),
    msg(
      'An image brings programs and files, never a kernel. A virtual machine brings its own; that is the difference.',
    ),
  ],
};

function question({ engine, readings }: CourseFacts): Question {
  const inside = readings['uname']?.trim() ?? '…';
  const host = engine?.kernel ?? '…';
  return {
    id: 'whoseKernel.prediction',
    text: msg(
      'A container runs from the image of another Linux distribution. Which kernel does `uname -r` show in it?',
    ),
    look: msg('`docker exec {0} uname -r` and `docker info` name both versions.', name),
    choices: [
      {
        id: 'own',
        text: msg('The kernel that its image brings'),
        right: false,
        because: msg(
          'An image holds files only. In the container `uname -r` says {0}; the engine’s machine says {1}.',
          inside,
          host,
        ),
      },
      {
        id: 'host',
        text: msg('The kernel of the engine’s machine'),
        right: true,
        because: msg('Right: {0} in the container, {1} on the engine’s machine.', inside, host),
      },
      {
        id: 'none',
        text: msg('None: a container needs no kernel'),
        right: false,
        because: msg('Without a kernel no process runs. In the container `uname -r` says {0}.', inside),
      },
    ],
  };
}
