import type { Connection, Snapshot } from '../../engine/liveSnapshot';
import type { EngineInfo } from '../../engine/port';
import { msg, type Message } from '../../message';
import { warningIcon, type Say, type TreeNode } from './treeNode';

/** An engine, when several are shown beside each other. */
export function engineNode(name: string, host: string, snapshot: Snapshot, say: Say): TreeNode {
  const { connection, info } = snapshot;
  const containers = [...snapshot.containers.values()];
  const state = say(connectionInWords(connection));
  const description =
    connection.kind === 'connected' && info !== undefined
      ? [
          info.serverVersion,
          ...engineTraits(info, say),
          ...cgroupsInWords(info),
          ...(containers.length === 0 ? [say(msg('no container'))] : []),
        ].join(' · ')
      : state;
  return {
    id: engineNodeId(name),
    engine: name,
    containers: containers.map((container) => container.id),
    target: { kind: 'engine' },
    label: name,
    description,
    tooltip: {
      title: name,
      facts: [
        [say(msg('Address')), host],
        [say(msg('State')), state],
        [say(msg('Engine')), info === undefined ? '' : `${info.serverVersion}, ${info.operatingSystem}`],
        [
          say(msg('Runs as')),
          info?.rootless === true
            ? say(msg('an ordinary user (rootless), in a user namespace of its own'))
            : '',
        ],
        [say(msg('Kernel')), info?.kernelVersion ?? ''],
        [
          say(msg('Control groups')),
          info === undefined
            ? ''
            : info.cgroupDriver === 'none'
              ? say(msg('none for its containers: it can hold them to no limit'))
              : `v${info.cgroupVersion} (${info.cgroupDriver})`,
        ],
      ],
      lesson: say(
        msg(
          'The engine starts containers with its own kernel; they see that kernel, not the one of this editor.',
        ),
      ),
      chapter: 'market',
    },
    spoken: say(msg('Engine {0}, {1}', name, state)),
    icon: connection.kind === 'failed' ? warningIcon : { name: 'server' },
    context: `engine ${connection.kind}`,
    expand: 'expanded',
  };
}

/** What is out of the ordinary with an engine, so that it must be said wherever its name stands alone. */
export function engineTraits({ rootless, cgroupDriver }: EngineInfo, say: Say): readonly string[] {
  return [
    ...(rootless ? [say(msg('rootless'))] : []),
    ...(cgroupDriver === 'none' ? [say(msg('no cgroups'))] : []),
  ];
}

function cgroupsInWords({ cgroupDriver, cgroupVersion }: EngineInfo): readonly string[] {
  return cgroupDriver === 'none' ? [] : [`cgroup v${cgroupVersion}`];
}

/** Id of an engine's node. */
export function engineNodeId(name: string): string {
  return `${name}/engine`;
}

/** The state of a connection in a word or two. */
function connectionInWords(connection: Connection): Message {
  switch (connection.kind) {
    case 'idle':
      return msg('not connected');
    case 'connecting':
      return msg('connecting…');
    case 'connected':
      return msg('connected');
    case 'failed':
      return msg('can’t be reached');
  }
}
