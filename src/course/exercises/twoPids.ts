import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { running, runLab } from '../lab';
import { allRight, quizHints, type Choice, type Question } from '../question';

const name = 'unboxed-two-pids';

/** Chapter 4 (b): one process, two numbers. */
export const twoPids: Exercise = {
  id: 'twoPids',
  title: msg('One process, two numbers'),
  goal: msg('Find the two PIDs of one process: inside its container, and on the engine’s machine.'),
  steps: [
    msg('Start the exercise: a container runs `sleep`.'),
    msg(
      'Look at the processes from inside, then from outside, with the commands of the solution or your own.',
    ),
    msg('Answer both questions.'),
  ],
  lab: (lab) => [runLab('twoPids', name, lab)],
  questions,
  check: (facts) => allRight(questions(facts), facts),
  hints: (facts) =>
    questions(facts).length === 0
      ? [msg('The container of this exercise does not run yet: start the exercise.')]
      : quizHints(questions(facts), facts),
  solution: () => [`docker exec ${name} ps`, `docker top ${name}`],
  explanation: [
    msg(
      'A PID namespace numbers its processes from 1 again. The kernel keeps one number for each namespace in which the process is visible.',
    ),
    msg(
      'The parent namespace sees the processes of its children, under other numbers. The other way round nothing is seen.',
    ),
  ],
};

function questions(facts: CourseFacts): Question[] {
  const container = running(facts, name);
  const process = container?.details?.processes.find(({ pid }) => pid === container.details?.hostPid);
  if (!process) return [];
  return [
    {
      id: 'twoPids.inside',
      text: msg('What is the PID of `sleep` inside its container?'),
      look: msg('`docker exec {0} ps` shows it, in the column PID.', name),
      choices: [
        right('inside', 1),
        number(
          'outside',
          process.pid,
          msg('{0} is its number on the engine’s machine. Ask inside: `docker exec … ps`.', process.pid),
        ),
        number(
          'parent',
          process.parent,
          msg('{0} is the process that started it, seen from the engine’s machine.', process.parent),
        ),
      ],
    },
    {
      id: 'twoPids.outside',
      text: msg('And on the engine’s machine?'),
      look: msg('`docker top {0}` shows it, in the column PID.', name),
      choices: [
        number('inside', 1, msg('1 is its number inside. Outside, 1 is the machine’s own first process.')),
        number(
          'parent',
          process.parent,
          msg('{0} is the process that started it (column PPID).', process.parent),
        ),
        right('outside', process.pid),
      ],
    },
  ];
}

function number(id: string, value: number, because: Choice['because']): Choice {
  return { id, text: msg('{0}', value), right: false, because };
}

function right(id: string, value: number): Choice {
  return { id, text: msg('{0}', value), right: true, because: msg('Right.') };
}
