import { msg, type Message } from '../message';
import type { NamespaceType } from '../kernel/namespaceTypes';
import type { ContainerView, InspectFacts } from './inspectFacts';
import { hostRegion, regionOf } from './whereabouts';

export type AbilityName = 'see' | 'signal' | 'localhost' | 'memory';

/** Something that two containers can or can't do to or with each other. */
export interface Ability {
  readonly name: AbilityName;
  /** Whether the first can do it to the second, and the second to the first; undefined where it is not known. */
  readonly can: readonly [boolean | undefined, boolean | undefined];
  readonly sentence: Message;
}

type Pair = readonly [boolean | undefined, boolean | undefined];

/**
 * What two running containers can do to each other by the namespaces and permissions that they have. Source
 * of the rules: pid_namespaces(7) (an outer namespace sees those within it), kill(2) and credentials(7) (the
 * same user, or CAP_KILL in the user namespace of the one who gets the signal).
 */
export function abilities(a: ContainerView, b: ContainerView, facts: InspectFacts): readonly Ability[] {
  const region = (type: NamespaceType, container: ContainerView) =>
    regionOf(type, container, undefined, facts);
  const same = (type: NamespaceType): boolean | undefined => {
    const [first, second] = [region(type, a), region(type, b)];
    return [first, second].some((each) => each.startsWith(`${type}:unknown:`)) ? undefined : first === second;
  };
  const samePids = same('pid');
  const sees = (from: ContainerView): boolean | undefined =>
    region('pid', from) === hostRegion('pid', facts) ? true : samePids;
  const see: Pair = [sees(a), sees(b)];
  const signal: Pair = [
    both(see[0], () => maySignal(a, b, same('user'), facts)),
    both(see[1], () => maySignal(b, a, same('user'), facts)),
  ];
  const net = same('net');
  const ipc = same('ipc');
  const make = (name: AbilityName, can: Pair, words: Words): Ability => ({
    name,
    can,
    sentence: words(can, a.name, b.name, see),
  });
  return [
    make('see', see, seeWords),
    make('signal', signal, signalWords),
    make('localhost', [net, net], localhostWords),
    make('memory', [ipc, ipc], memoryWords),
  ];
}

/** Known only where the first is not false and the second is known. */
function both(first: boolean | undefined, second: () => boolean | undefined): boolean | undefined {
  return first === true ? second() : first;
}

/** Whether some process of one may send a signal to some process of the other, which it sees. */
function maySignal(
  from: ContainerView,
  to: ContainerView,
  sameUsers: boolean | undefined,
  facts: InspectFacts,
): boolean | undefined {
  if (from.processes.length === 0 || to.processes.length === 0) return undefined;
  const kept = from.permissions.find(({ name }) => name === 'capabilities')?.capabilities?.kept ?? [];
  const reaches =
    sameUsers === true || regionOf('user', from, undefined, facts) === hostRegion('user', facts);
  if (isRoot(from) && kept.includes('KILL') && reaches) return true;
  // The engine's `ps` names all users as its host numbers them: equal names are equal users.
  const users = new Set(to.processes.map(({ user }) => user));
  if (from.processes.some(({ user }) => users.has(user))) return true;
  return sameUsers === undefined ? undefined : false;
}

/** Only root keeps its capabilities when docker starts a process. */
function isRoot({ user }: ContainerView): boolean {
  return ['', 'root', '0'].includes(user.split(':')[0] ?? '');
}

type Words = (can: Pair, a: string, b: string, see: Pair) => Message;

const unknown = msg('Not known, so nothing can be said.');

const seeWords: Words = (can, a, b) => {
  if (can[0] === undefined || can[1] === undefined) return unknown;
  if (can[0] && can[1]) return msg('Each can see the processes of the other.');
  if (can[0]) return msg('Only “{0}” can see the processes of “{1}”.', a, b);
  if (can[1]) return msg('Only “{0}” can see the processes of “{1}”.', b, a);
  return msg('Neither can see the processes of the other.');
};

const signalWords: Words = (can, a, b, see) => {
  if (can[0] === undefined || can[1] === undefined) return unknown;
  if (can[0] && can[1]) return msg('Each can signal, and so end, the processes of the other.');
  if (can[0]) return msg('Only “{0}” can signal, and so end, the processes of “{1}”.', a, b);
  if (can[1]) return msg('Only “{0}” can signal, and so end, the processes of “{1}”.', b, a);
  return see[0] === true || see[1] === true
    ? msg(
        'Neither can signal the processes of the other: they belong to other users, and CAP_KILL is missing.',
      )
    : msg('Neither can signal the processes of the other, since it does not see them.');
};

const localhostWords: Words = ([can]) =>
  can === undefined
    ? unknown
    : can
      ? msg('They can talk over localhost.')
      : msg('They can’t talk over localhost: each has its own.');

const memoryWords: Words = ([can]) =>
  can === undefined
    ? unknown
    : can
      ? msg('They can exchange data through shared memory (/dev/shm).')
      : msg('They can’t exchange data through shared memory.');
