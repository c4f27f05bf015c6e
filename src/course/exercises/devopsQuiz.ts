import { msg, type Message } from '../../message';
import type { Exercise } from '../exercise';
import { allRight, quizHints, type Choice, type Question } from '../question';

const right = (id: string, text: Message, because: Message): Choice => ({ id, text, right: true, because });
const wrong = (id: string, text: Message, because: Message): Choice => ({ id, text, right: false, because });

const look = msg('The text of this chapter, in the walkthrough, says what the idea is.');

const quiz: readonly Question[] = [
  {
    id: 'devops.same',
    text: msg(
      'A program passed its tests on Monday. What makes it the same program on Tuesday, in production?',
    ),
    look,
    choices: [
      wrong(
        'repository',
        msg('It is built again from the same commit'),
        msg('A new build may fetch other versions of what it depends on. What was tested is the image.'),
      ),
      right(
        'image',
        msg('The tested image itself is started, named by its digest'),
        msg(
          'Right: the digest names the image’s bytes. Nothing is built again between the test and production.',
        ),
      ),
      wrong(
        'latest',
        msg('The tag `latest` is used in both places'),
        msg('A tag can be moved to another image at any time; only a digest can’t.'),
      ),
    ],
  },
  {
    id: 'devops.repair',
    text: msg('A container in production misbehaves. Which response is “cattle, not pets”?'),
    look,
    choices: [
      wrong(
        'shell',
        msg('Open a shell in it and mend the file'),
        msg(
          'That change lives in the container’s own layer: gone with the next one, and nobody can read what was done.',
        ),
      ),
      right(
        'replace',
        msg('Mend the image or the compose file, and replace the container'),
        msg('Right: the correction is written down, tested, and comes back with each new container.'),
      ),
      wrong(
        'commit',
        msg('`docker commit` the fixed container as the new image'),
        msg('Then an image exists which no file describes: nobody can build it again.'),
      ),
    ],
  },
  {
    id: 'devops.who',
    text: msg('Which of these does the word DevOps name, in the sense of the course?'),
    look,
    choices: [
      wrong(
        'tool',
        msg('A set of tools'),
        msg(
          'Tools help, but they don’t make those who write and those who run the program work on the same thing.',
        ),
      ),
      right(
        'practice',
        msg('Writing and running a program as one piece of work'),
        msg('Right: tools, automation and containers serve that.'),
      ),
      wrong(
        'job',
        msg('A way to do without operations'),
        msg('The work of operations does not go away: it is done together, and written as code.'),
      ),
    ],
  },
];

/** Chapter 10: questions only; it needs no engine. */
export const devopsQuiz: Exercise = {
  id: 'devopsQuiz',
  title: msg('Three questions'),
  goal: msg('Answer three questions on DevOps and containers.'),
  withoutEngine: true,
  questions: () => quiz,
  check: (facts) => allRight(quiz, facts),
  hints: (facts) => quizHints(quiz, facts),
  explanation: [
    msg('The image is what developers and operators have in common: the same bytes, tested and run.'),
  ],
};
