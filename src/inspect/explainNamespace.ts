import { msg, type Message } from '../message';
import { anywhere, onHost } from './byHand';
import type { ByHand, Explanation } from './explanation';
import type { ContainerView, InspectFacts } from './inspectFacts';
import { namespaceSentence } from './namespaceSentences';
import { namespaceTexts } from './namespaceTexts';
import { declaredWords } from './namespaceWords';
import type { Region } from './picture';
import { shellWords } from './shellWords';
import { visibleText } from '../platform/visibleText';
import { inodeOf } from './whereabouts';

type Say = (message: Message) => string;

/** One namespace: who is in it, what that means, its inode. */
export function explainNamespace(region: Region, facts: InspectFacts, say: Say): Explanation {
  const { type, kind, inode } = region;
  const inside = new Set(region.containers);
  const members = facts.containers.filter(({ id }) => inside.has(id));
  // A namespace of its own without a container in it is the editor's, which may be shut in as well.
  const names =
    members.length === 0
      ? say(msg('the editor'))
      : visibleText(members.map(({ name }) => visibleText(name, 40)).join(', '), 160);
  return {
    title: say(titleOf(kind, type)),
    sentence: say(sentenceOf(region, members, names)),
    more: [
      say(msg('A namespace of type {0} decides {1}.', type, say(namespaceTexts[type].isolates))),
      ...members.flatMap((member) => {
        const { mismatch } = member.namespaces[type];
        return mismatch === undefined ? [] : [`${visibleText(member.name, 40)}: ${say(mismatch)}`];
      }),
    ],
    numbers: [
      { label: say(msg('Inode')), value: inode === undefined ? say(msg('not known')) : String(inode) },
      ...members.slice(0, 8).map((member) => ({
        label: say(msg('Declared for {0}', visibleText(member.name, 40))),
        value: say(declaredWords(member.namespaces[type].declared, facts)),
      })),
    ],
    commands: commandsOf(region, members, facts, say),
  };
}

function titleOf(kind: Region['kind'], type: string): Message {
  switch (kind) {
    case 'own':
      return msg('{0} namespace of its own', type);
    case 'host':
      return msg('{0} namespace of the host', type);
    case 'initial':
      return msg('{0} namespace from the start of the kernel', type);
    case 'shared':
      return msg('{0} namespace that is shared', type);
    case 'unknown':
      return msg('{0} namespace that is not known', type);
    case 'mixed':
      return msg('Several {0} namespaces', type);
  }
}

function sentenceOf(
  { type, kind, containers }: Region,
  members: readonly ContainerView[],
  names: string,
): Message {
  const [first] = members;
  switch (kind) {
    case 'own':
    case 'shared':
      return namespaceSentence(type, kind, names);
    case 'host':
    case 'initial':
      return members.length > 0
        ? namespaceSentence(type, 'host', names)
        : msg('Only the host’s own processes are in it: none of the containers shown is.');
    case 'unknown': {
      const observed = first?.namespaces[type].observed;
      return observed?.kind === 'unknown' ? observed.reason : msg('Nothing could read the namespaces.');
    }
    case 'mixed':
      return msg(
        'The {0} containers of this group are not all in the same namespace: draw each of them to see who is where.',
        containers.length,
      );
  }
}

function commandsOf(
  { type, kind, inode }: Region,
  members: readonly ContainerView[],
  { engine }: InspectFacts,
  say: Say,
): readonly ByHand[] {
  if (kind === 'mixed') return [];
  const member = members.find(({ planned, mainPid }) => !planned && mainPid > 0);
  const inside = member?.processes.find((process) => inodeOf(type, member, process) === inode);
  const pid = inside?.pid ?? member?.mainPid ?? (kind === 'host' ? 1 : undefined);
  return [
    ...(inode === undefined ? [] : [{ where: onHost(say), line: `sudo lsns ${inode}` }]),
    ...(pid === undefined ? [] : [{ where: onHost(say), line: `sudo readlink /proc/${pid}/ns/${type}` }]),
    ...(member === undefined
      ? []
      : [
          {
            where: anywhere(say),
            line: shellWords([...engine.docker, 'top', member.id.slice(0, 12), '-eo', `pid,${type}ns,comm`]),
          },
        ]),
  ];
}
