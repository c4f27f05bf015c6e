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
  endpoint: Pick<EngineEndpoint, 'name' | 'host'>,
  say: Say,
): string {
  const { reason, step } = engineAdvice(connection, endpoint);
  return `${say(reason)} ${say(step)}`;
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

/** The next steps as rows to click on: what most likely helps first. */
export function failureNodes(
  parent: Pick<TreeNode, 'id' | 'engine' | 'containers'>,
  connection: FailedConnection,
  endpoint: Pick<EngineEndpoint, 'name' | 'host'>,
  say: Say,
): readonly TreeNode[] {
  const advice = engineAdvice(connection, endpoint);
  const first: AdviceAction[] = [advice.action];
  const actions = new Set<AdviceAction>([...first, 'retry', 'choose-engine']);
  return [...actions].map((action) => actionNode(parent, action, advice, connection, say));
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
