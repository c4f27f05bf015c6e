import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { padImages } from './padStack';

/** Chapter 11: the file and the running state differ, then agree again. */
export const drift: Exercise = {
  id: 'drift',
  title: msg('Drift, and back'),
  goal: msg('Change the compose file of the running pad, see the drift, and bring both together again.'),
  steps: [
    msg('The sample stack must run (chapter 2).'),
    msg(
      'Change one line of a service in its compose file and save, for example add `mem_limit: 512m` to the app.',
    ),
    msg(
      '*Hint* names the services that differ now. Then start the stack again and see which containers are replaced.',
    ),
  ],
  marks: (facts) => (differing(facts).length > 0 ? ['drifted'] : []),
  check: (facts) => facts.marks.has('drifted') && facts.stacks.some(({ drifted }) => drifted?.length === 0),
  hints: (facts) => {
    if (drift.check(facts)) return [];
    const [stack] = facts.stacks;
    if (!stack)
      return [
        msg(
          'No compose file with the services “database” and “app” is open or in this folder. Open the sample stack first.',
        ),
      ];
    if (Object.keys(stack.services).length === 0)
      return [msg('“{0}” has no container on this engine yet. Start the stack first.', stack.file)];
    if (stack.drifted === undefined) return [msg('“{0}” could not be compared with what runs.', stack.file)];
    if (stack.drifted.length === 0)
      return [
        msg('File and running state agree. Change a line of a service in “{0}”, and save.', stack.file),
      ];
    return [
      msg('These services differ from the file: {0}. Start the stack again.', stack.drifted.join(', ')),
    ];
  },
  solution: () => ['docker compose up --detach'],
  explanation: [
    msg(
      'Compose writes a fingerprint of each service’s part of the file on its container (label com.docker.compose.config-hash) and replaces the containers for which it differs. Others may follow: those whose image has changed, and those that depend on a container that is replaced.',
    ),
    msg(
      'The file describes the desired state; running it again is harmless when nothing differs. That is what “infrastructure as code” means here.',
    ),
  ],
  errata: [
    {
      course: msg('The stack is started with `docker-compose up`.'),
      today: msg(
        'Compose v1 has had no support since July 2023: the command is `docker compose up`, and the key `version:` is obsolete.',
      ),
      source: 'https://docs.docker.com/compose/releases/migrate/',
    },
  ],
  stack: true,
  images: () => padImages,
  action: { command: 'unboxed.composeUp', label: msg('Start the Stack') },
};

function differing({ stacks }: CourseFacts): readonly string[] {
  return stacks[0]?.drifted ?? [];
}
