import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../platform/errorBoundary';
import { notify } from '../../platform/notify';
import type { ActionDeps } from './actionDeps';
import type { CommandId } from '../../commandIds';
import type { ContainerSummary, Engine } from '../../engine/port';
import { isLive } from '../model/containerGroups';
import { containerTargets, type ContainerTarget, type Suits } from './containerTargets';
import { requireTrust } from './trust';

interface Lifecycle {
  readonly command: CommandId;
  readonly suits: Suits;
  /** Said when the engine refuses; `{0}` is the container. */
  readonly failure: (name: string) => string;
  readonly act: (engine: Engine, id: string) => Promise<void>;
}

const inState =
  (...states: ContainerSummary['state'][]): Suits =>
  (container) =>
    states.includes(container.state);

const lifecycle: readonly Lifecycle[] = [
  {
    command: 'unboxed.startContainer',
    suits: inState('created', 'exited', 'dead'),
    failure: (name) => vscode.l10n.t('{0} could not be started', name),
    act: (engine, id) => engine.start(id),
  },
  {
    command: 'unboxed.stopContainer',
    suits: isLive,
    failure: (name) => vscode.l10n.t('{0} could not be stopped', name),
    act: (engine, id) => engine.stop(id),
  },
  {
    command: 'unboxed.restartContainer',
    suits: inState('running', 'paused', 'restarting', 'exited'),
    failure: (name) => vscode.l10n.t('{0} could not be restarted', name),
    act: (engine, id) => engine.restart(id),
  },
  {
    command: 'unboxed.pauseContainer',
    suits: inState('running'),
    failure: (name) => vscode.l10n.t('{0} could not be paused', name),
    act: (engine, id) => engine.pause(id),
  },
  {
    command: 'unboxed.unpauseContainer',
    suits: inState('paused'),
    failure: (name) => vscode.l10n.t('{0} could not be resumed', name),
    act: (engine, id) => engine.unpause(id),
  },
  {
    command: 'unboxed.killContainer',
    suits: isLive,
    failure: (name) => vscode.l10n.t('{0} could not be killed', name),
    act: (engine, id) => engine.kill(id),
  },
];

/** Start, stop, restart, pause, unpause, kill and remove, on one or several containers at once. */
export function registerLifecycleActions(deps: ActionDeps): vscode.Disposable {
  const { boundary } = deps;
  return vscode.Disposable.from(
    ...lifecycle.map((action) =>
      boundary.command(action.command, async (called: unknown, selected: unknown) => {
        if (!(await requireTrust())) return;
        const targets = await containerTargets(deps, called, selected, action.suits);
        if (targets !== undefined) await onEach(boundary, targets, action.act, action.failure);
      }),
    ),
    boundary.command('unboxed.removeContainer', (called: unknown, selected: unknown) =>
      removeContainers(deps, called, selected),
    ),
  );
}

async function onEach(
  boundary: ErrorBoundary,
  targets: readonly ContainerTarget[],
  act: Lifecycle['act'],
  failure: Lifecycle['failure'],
): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: 'unboxed.containers' } }, () =>
    Promise.all(
      targets.map(async ({ live, container }) => {
        try {
          await act(live.engine, container.id);
        } catch (error) {
          boundary.failed(failure(container.name), error);
        }
      }),
    ),
  );
}

async function removeContainers(deps: ActionDeps, called: unknown, selected: unknown): Promise<void> {
  if (!(await requireTrust())) return;
  const targets = await containerTargets(
    deps,
    called,
    selected,
    (container) => container.state !== 'removing',
  );
  if (targets === undefined || targets.length === 0) return;
  const names = targets.map(({ container }) => container.name).join(', ');
  const remove = vscode.l10n.t('Remove');
  const withVolumes = vscode.l10n.t('Remove with Anonymous Volumes');
  const answer = await notify.question(
    targets.length === 1
      ? vscode.l10n.t('Remove the container {0}?', names)
      : vscode.l10n.t('Remove {0} containers?', targets.length),
    await whatIsLost(targets, names),
    remove,
    withVolumes,
  );
  if (answer === undefined) return;
  await onEach(
    deps.boundary,
    targets,
    (engine, id) => engine.remove(id, { force: true, volumes: answer === withVolumes }),
    (name) => vscode.l10n.t('{0} could not be removed', name),
  );
}

/** Names what goes and what stays; volumes are known only where the engine still answers for the container. */
async function whatIsLost(targets: readonly ContainerTarget[], names: string): Promise<string> {
  const running = targets.filter(({ container }) => isLive(container)).map(({ container }) => container.name);
  const inspected = await Promise.allSettled(
    targets.map(({ live, container }) => live.inspect(container.id)),
  );
  const volumes = inspected
    .flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.mounts : []))
    .filter((mount) => mount.type === 'volume')
    .map((mount) => mount.name ?? '');
  const anonymous = volumes.filter((name) => /^[0-9a-f]{64}$/.test(name)).length;
  const named = volumes.filter((name) => name !== '' && !/^[0-9a-f]{64}$/.test(name));
  return [
    targets.length > 1 ? names : '',
    running.length > 0 ? vscode.l10n.t('Running, will be killed: {0}.', running.join(', ')) : '',
    vscode.l10n.t('Lost for good: the logs and all that was written outside of volumes.'),
    named.length > 0 ? vscode.l10n.t('These volumes stay: {0}.', [...new Set(named)].join(', ')) : '',
    anonymous > 0
      ? vscode.l10n.t(
          'Anonymous volumes: {0}. They stay without a name, unless you remove them too.',
          anonymous,
        )
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}
