import { msg, type Message } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts, ObservedContainer } from '../facts';
import { fresh, learnersOwn, running, runLab } from '../lab';

const name = 'unboxed-net-a';
const second = 'unboxed-net-b';

/** Chapter 4 (c): two containers in one network namespace. */
export const sharedNetwork: Exercise = {
  id: 'sharedNetwork',
  title: msg('Two containers, one network'),
  goal: msg('Run a second container in the network namespace of “{0}”.', name),
  steps: [
    msg('Start the exercise: the container “{0}” runs.', name),
    msg('In a terminal, run a second container that joins its network namespace. The option is `--network`.'),
  ],
  lab: (lab) => [runLab('sharedNetwork', name, lab)],
  check: (facts) => {
    const target = net(running(facts, name));
    return target !== undefined && others(facts).some((other) => net(other) === target);
  },
  hints: (facts) => {
    if (!running(facts, name))
      return [msg('The container of this exercise does not run yet: start the exercise.')];
    if (sharedNetwork.check(facts)) return [];
    const [newest] = others(facts).filter(({ details }) => details !== undefined);
    return [
      newest
        ? hintFor(newest)
        : msg('No second container runs yet. Give it something that lasts, such as `sleep 600`.'),
    ];
  },
  solution: ({ image }) => [
    `docker run --detach --rm --label unboxed.course=sharedNetwork --name ${second} --network container:${name} ${image} sleep 600`,
  ],
  explanation: [
    msg(
      'Both containers have the same inode for their network namespace: one network stack, the same addresses, the same ports. One reaches the other on 127.0.0.1.',
    ),
    msg(
      'Their other namespaces (mnt, pid, ipc, uts) stayed separate. The containers of a Kubernetes pod share their network in just this way.',
    ),
  ],
  ownContainers: true,
};

function others(facts: CourseFacts): ObservedContainer[] {
  return fresh(facts, learnersOwn(facts, [name]));
}

function net(container: ObservedContainer | undefined): number | undefined {
  return container?.details?.namespaces.net;
}

function hintFor({ name: own, details }: ObservedContainer): Message {
  const mode = details?.networkMode ?? '';
  if (mode === 'host')
    return msg('“{0}” uses the network of the engine’s machine: you wrote `--network host`.', own);
  if (mode === 'none')
    return msg('“{0}” has a network of its own with nothing in it: you wrote `--network none`.', own);
  if (mode.startsWith('container:'))
    return msg('“{0}” joined the network of another container. The one to join is “{1}”.', own, name);
  return msg(
    '“{0}” is on its own network: its mode is `--network {1}`. Name a container instead: `container:…`.',
    own,
    mode === 'default' || mode === '' ? 'bridge' : mode,
  );
}
