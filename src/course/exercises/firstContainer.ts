import { msg } from '../../message';
import type { Exercise } from '../exercise';
import { fresh } from '../lab';
import { firstRun } from '../labImage';

/** Chapter 1: some container ran to its end without an error. */
export const firstContainer: Exercise = {
  id: 'firstContainer',
  title: msg('A first container'),
  goal: msg('Run a container that ends with exit code 0.'),
  check: (facts) =>
    fresh(facts, facts.endings).some(({ exitCode }) => exitCode === 0) ||
    fresh(facts, facts.containers).some(({ running, exitCode }) => !running && exitCode === 0),
  hints: (facts) => {
    if (firstContainer.check(facts)) return [];
    const containers = fresh(facts, facts.containers);
    const failed =
      fresh(facts, facts.endings).at(-1) ?? containers.find(({ exitCode }) => (exitCode ?? 0) > 0);
    if (failed?.exitCode !== undefined) return [exitCodeHint(failed.name, failed.exitCode)];
    const running = containers.find((container) => container.running);
    if (running)
      return [
        msg('“{0}” is still running, so it has no exit code yet. Run one that ends by itself.', running.name),
      ];
    return [
      msg(
        'No container has been made since you opened this exercise. Try: {0}',
        'docker run --rm hello-world',
      ),
    ];
  },
  solution: ({ image }) => [`docker run --rm ${image} echo hello`],
  explanation: [
    msg('`docker run` made a container from an image, started one process in it, and that process ended.'),
    msg(
      'A container lives exactly as long as its process 1. Exit code 0 is that process’s own way of saying that all went well.',
    ),
  ],
  ownContainers: true,
  images: (choice) => firstRun(choice, '').slice(0, 1),
  action: { command: 'unboxed.runFirstContainer', label: msg('Run a First Container') },
};

/** Exit codes that mean something of their own: 125–127 from `docker run` and the shell, above 128 a signal. */
function exitCodeHint(name: string, code: number) {
  if (code === 126) return msg('“{0}” ended with code 126: its command exists but can’t be executed.', name);
  if (code === 127) return msg('“{0}” ended with code 127: its command does not exist in the image.', name);
  if (code > 128)
    return msg('“{0}” ended with code {1}: it was killed by signal {2}.', name, code, code - 128);
  return msg('“{0}” ended with code {1}: its program reported an error. Look at its logs.', name, code);
}
