import type { CommandId } from '../../commandIds';
import type { Connection } from '../../engine/liveSnapshot';
import type { EngineEndpoint } from '../../engine/port';
import { engineAdvice, type AdviceAction, type EngineAdvice } from '../../kernel/engineAdvice';
import { msg, type Message } from '../../message';
import { detailNode } from './detailNode';
import type { Say, TreeNode } from './treeNode';

export type FailedConnection = Extract<Connection, { kind: 'failed' }>;

/** Why the engine can’t be reached and what to do, in two sentences. */
export function failureText(
  connection: FailedConnection,
  endpoint: Pick<EngineEndpoint, 'name' | 'host' | 'source'>,
  say: Say,
): string {
  const { reason, step } = engineAdvice(connection, endpoint);
  const origin = originOf(endpoint);
  return [reason, ...(origin === undefined ? [] : [origin]), step].map(say).join(' ');
}

/** Where the address was written down, for whoever has to correct it; undefined where nobody wrote it. */
function originOf({ name, source }: Pick<EngineEndpoint, 'name' | 'source'>): Message | undefined {
  switch (source) {
    case 'setting':
      return msg('The setting “unboxed.containers.engine” names it.');
    case 'DOCKER_HOST':
      return msg('The variable DOCKER_HOST names it.');
    case 'context':
      return msg('The docker context “{0}” names it.', name);
    case 'default':
      return undefined;
  }
}

/** Why the engine can’t be reached, as a row. */
export function failureReasonNode(
  parent: Pick<TreeNode, 'id' | 'engine' | 'containers'>,
  connection: FailedConnection,
  endpoint: Pick<EngineEndpoint, 'name' | 'host'>,
  say: Say,
): TreeNode {
  const { reason, step } = engineAdvice(connection, endpoint);
  return detailNode(parent, {
    key: 'reason',
    label: say(reason),
    facts: [[say(msg('In the system’s own words')), connection.detail]],
    lesson: say(step),
    chapter: 'containers',
    icon: { name: 'error', color: 'list.errorForeground' },
    context: 'failure',
  });
}

/** Stands where a part of what is shown could not be read, with the engine's own words. */
export function unreadNode(
  parent: Pick<TreeNode, 'id' | 'engine' | 'containers'>,
  error: unknown,
  say: Say,
): TreeNode {
  return detailNode(parent, {
    key: 'failure',
    label: say(msg('Could not be read')),
    description: error instanceof Error ? error.message : String(error),
    lesson: say(
      msg('Unboxed shows nothing that it has not read: the kernel’s own files are the only truth here.'),
    ),
    chapter: 'definition',
    icon: { name: 'error', color: 'list.errorForeground' },
    context: 'failure',
  });
}

/** The next steps as rows to click on: another engine that was found, then what most likely helps. */
export function failureNodes(
  parent: Pick<TreeNode, 'id' | 'engine' | 'containers'>,
  connection: FailedConnection,
  endpoint: Pick<EngineEndpoint, 'name' | 'host' | 'source'>,
  say: Say,
  others: readonly EngineEndpoint[] = [],
): readonly TreeNode[] {
  const advice = engineAdvice(connection, endpoint);
  const first: AdviceAction[] = [advice.action];
  const actions = new Set<AdviceAction>([...first, 'retry', 'choose-engine']);
  return [
    ...others.map((other) => otherEngineNode(parent, other, say)),
    ...(endpoint.source === 'setting' ? [settingNode(parent, endpoint, say)] : []),
    ...[...actions].map((action) => actionNode(parent, action, advice, connection, say)),
  ];
}

/** An engine that is there though the one in use is not. */
function otherEngineNode(
  parent: Pick<TreeNode, 'id' | 'engine' | 'containers'>,
  { name, host }: EngineEndpoint,
  say: Say,
): TreeNode {
  return detailNode(parent, {
    key: `engine/${host}`,
    label: say(msg('Use the engine {0} instead', name)),
    description: host,
    lesson: say(msg('This machine knows it. The choice can be undone with *Select Engines*.')),
    chapter: 'market',
    icon: { name: 'plug' },
    context: 'step',
    target: { kind: 'action', command: 'unboxed.selectEngine', args: [host] },
  });
}

function settingNode(
  parent: Pick<TreeNode, 'id' | 'engine' | 'containers'>,
  { host, name }: Pick<EngineEndpoint, 'host' | 'name'>,
  say: Say,
): TreeNode {
  return detailNode(parent, {
    key: 'setting',
    label: say(msg('Open the setting that names the engine')),
    description: host === '' ? name : host,
    lesson: say(
      msg('Empty, it leaves the choice to docker: DOCKER_HOST, the current context, the usual socket.'),
    ),
    chapter: 'containers',
    icon: { name: 'settings-gear' },
    context: 'step',
    target: { kind: 'action', command: 'unboxed.selectEngine', args: ['setting'] },
  });
}

function actionNode(
  parent: Pick<TreeNode, 'id' | 'engine' | 'containers'>,
  action: AdviceAction,
  advice: EngineAdvice,
  connection: FailedConnection,
  say: Say,
): TreeNode {
  const { label, icon, command } = actions[action];
  return detailNode(parent, {
    key: `step/${action}`,
    label: say(label),
    facts: [
      [say(msg('Reason')), say(advice.reason)],
      [say(msg('In the system’s own words')), connection.detail],
    ],
    lesson: say(advice.step),
    chapter: 'containers',
    icon: { name: icon },
    context: 'step',
    target: { kind: 'action', command, args: action === 'join-group' ? [connection.subject] : [] },
  });
}

const actions: Record<AdviceAction, { label: Message; icon: string; command: CommandId }> = {
  install: { label: msg('How to install Docker'), icon: 'cloud-download', command: 'unboxed.installEngine' },
  start: { label: msg('Start Docker'), icon: 'play', command: 'unboxed.startEngine' },
  'join-group': { label: msg('Join the group'), icon: 'person-add', command: 'unboxed.joinEngineGroup' },
  'choose-engine': { label: msg('Choose another engine'), icon: 'plug', command: 'unboxed.selectEngine' },
  retry: { label: msg('Try again now'), icon: 'refresh', command: 'unboxed.retryEngine' },
};
