import { msg, type Message } from '../message';
import { anywhere, onHost } from './byHand';
import type { Explanation } from './explanation';
import { namespaceTypes } from '../kernel/namespaceTypes';
import type { ContainerView, HostProcess, InspectFacts } from './inspectFacts';
import type { Slot } from './picture';
import { shellWords } from './shellWords';
import { visibleText } from '../platform/visibleText';

type Say = (message: Message) => string;

/** One process under its two numbers, or several of one container that stand in the same namespaces. */
export function explainProcess(
  slot: Slot,
  container: ContainerView | undefined,
  facts: InspectFacts,
  say: Say,
): Explanation {
  if (container === undefined) return explainHostProcess(slot, facts, say);
  const processes = container.processes.filter(({ pid }) => slot.pids.includes(pid));
  const [process] = processes;
  if (process === undefined) return explainNone(container, say);
  const top = {
    where: anywhere(say),
    line: shellWords([...facts.engine.docker, 'top', container.id.slice(0, 12), '-eo', 'pid,ppid,user,args']),
  };
  if (processes.length > 1)
    return {
      title: say(msg('{0} more processes of {1}', processes.length, visibleText(container.name, 60))),
      sentence: say(msg('They stand in the same namespaces, so they see the same world.')),
      more: processes.slice(0, 12).map(({ pid, command }) => `${pid} ${visibleText(command, 80)}`),
      numbers: [],
      commands: [top],
      toggle: { key: container.id, label: say(msg('Draw each of them')) },
    };
  const { pid, insidePid, user, command } = process;
  const main = pid === container.mainPid;
  return {
    title: say(msg('Process {0}', visibleText(command, 60))),
    sentence: main
      ? say(
          msg(
            'The main process of “{0}”: when it ends, the container stops.',
            visibleText(container.name, 60),
          ),
        )
      : say(
          msg(
            'An ordinary process of the host’s kernel that belongs to “{0}”.',
            visibleText(container.name, 60),
          ),
        ),
    more: [
      insidePid !== undefined && insidePid !== pid
        ? say(
            msg(
              'One process, two numbers: {0} for the host, {1} inside, since its pid namespace counts anew.',
              pid,
              insidePid,
            ),
          )
        : '',
    ].filter((line) => line !== ''),
    numbers: [
      { label: say(msg('Number on the host')), value: String(pid) },
      {
        label: say(msg('Number inside')),
        value: insidePid === undefined ? say(msg('not known')) : String(insidePid),
      },
      { label: say(msg('User on the host')), value: visibleText(user, 40) },
      { label: say(msg('Command')), value: visibleText(command, 400) },
    ],
    commands: [
      { where: onHost(say), line: `grep NSpid /proc/${pid}/status` },
      { where: onHost(say), line: `sudo lsns -p ${pid}` },
      top,
    ],
  };
}

function explainHostProcess({ pids }: Slot, facts: InspectFacts, say: Say): Explanation {
  const [pid = 1] = pids;
  const known = facts.host.processes.filter((process) => pids.includes(process.pid));
  const editor = known.find(({ role }) => role === 'editor');
  if (editor !== undefined && known.length === 1) return explainEditor(editor, facts, say);
  const of = visibleText(known.flatMap((process) => process.of).join(', '), 120);
  return {
    title:
      pids.length > 1
        ? say(msg('{0} processes of the host', pids.length))
        : say(msg('Process {0} of the host', pid)),
    sentence:
      pid === 1 && pids.length === 1
        ? say(msg('The first process of the host: the kernel starts it, and it starts all others.'))
        : pids.length === 1
          ? say(msg('It started the main process of {0}, and stays outside, in the host’s namespaces.', of))
          : say(
              msg('They started the main processes of {0}, and stay outside, in the host’s namespaces.', of),
            ),
    more: [],
    numbers: [{ label: say(msg('Number on the host')), value: pids.join(', ') }],
    commands: [
      { where: onHost(say), line: `ps -o pid,ppid,args -p ${pids.join(',')}` },
      { where: onHost(say), line: `sudo lsns -p ${pid}` },
    ],
  };
}

/** The process in which this very text is made. */
function explainEditor({ pid, namespaces = {} }: HostProcess, { host }: InspectFacts, say: Say): Explanation {
  const apart = namespaceTypes.filter(
    (type) =>
      namespaces[type] !== undefined &&
      host.inodes[type] !== undefined &&
      namespaces[type] !== host.inodes[type],
  );
  return {
    title: say(msg('Process {0} of the host: your editor', String(pid))),
    sentence: say(
      msg(
        'Your editor stands here: Unboxed runs in this process, on the same kernel as the containers and outside of each of them.',
      ),
    ),
    more:
      apart.length === 0
        ? []
        : [
            say(
              msg(
                'Something shuts the editor in as well: its namespaces of these types are its own: {0}.',
                apart.join(', '),
              ),
            ),
          ],
    numbers: [
      { label: say(msg('Number on the host')), value: String(pid) },
      ...(namespaces.pid === undefined
        ? []
        : [{ label: say(msg('Inode of its pid namespace')), value: String(namespaces.pid) }]),
    ],
    commands: [
      { where: onHost(say), line: `ps -o pid,ppid,args -p ${pid}` },
      { where: onHost(say), line: `ls -l /proc/${pid}/ns` },
    ],
  };
}

function explainNone(container: ContainerView, say: Say): Explanation {
  return {
    title: say(msg('No process')),
    sentence: container.planned
      ? say(msg('The process that this container would start.'))
      : container.running
        ? say(msg('The list of processes is not known.'))
        : say(msg('It does not run.')),
    more: [],
    numbers: [],
    commands: [],
  };
}
