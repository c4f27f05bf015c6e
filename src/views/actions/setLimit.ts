import * as vscode from 'vscode';
import type { ActionDeps } from './actionDeps';
import { notify } from '../../platform/notify';
import type { LiveEngine } from '../../engine/liveSnapshot';
import type { ContainerSummary } from '../../engine/port';
import type { ContainerFacts } from '../../kernel/containerFacts';
import {
  changeableLimits,
  example,
  readLimitInput,
  type ChangeableLimit,
  type LimitContext,
} from '../../kernel/limitInput';
import { projectOf } from '../model/containerGroups';
import { say } from '../../platform/say';
import { TreeElement } from '../treeElement';
import { containerTargets } from './containerTargets';
import { requireTrust } from './trust';

/** *Set a Limit…*: changes a limit of a container in place, as `docker update` does. */
export function registerSetLimit(deps: ActionDeps): vscode.Disposable {
  const { boundary } = deps;
  return boundary.command('unboxed.setLimit', async (called: unknown) => {
    if (!(await requireTrust())) return;
    const targets = await containerTargets(
      deps,
      called,
      undefined,
      ({ state }) => state !== 'dead' && state !== 'removing',
    );
    const [target] = targets ?? [];
    if (target === undefined) return;
    const { live, container } = target;
    try {
      const facts = await live.facts.read(container.id);
      const name = limitOf(called) ?? (await chooseLimit(facts));
      const unenforced = facts.limits.find((limit) => limit.name === name)?.unenforced;
      if (unenforced !== undefined) void notify.warning(say(unenforced));
      else if (name !== undefined) await setLimit(live, container, facts, name, called);
    } catch (error) {
      boundary.failed(vscode.l10n.t('The limit of {0} could not be changed', container.name), error);
    }
  });
}

function limitOf(called: unknown): ChangeableLimit | undefined {
  const target = called instanceof TreeElement ? called.node.target : undefined;
  return target?.kind === 'limit' ? changeableLimits.find((name) => name === target.limit) : undefined;
}

async function chooseLimit(facts: ContainerFacts): Promise<ChangeableLimit | undefined> {
  const items = facts.limits.flatMap((limit) => {
    const name = changeableLimits.find((other) => other === limit.name);
    return name === undefined
      ? []
      : [{ label: say(limit.title), description: say(limit.value), detail: limit.flag, name }];
  });
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Choose a limit of {0}', facts.name),
  });
  return chosen?.name;
}

async function setLimit(
  live: LiveEngine,
  container: ContainerSummary,
  facts: ContainerFacts,
  name: ChangeableLimit,
  called: unknown,
): Promise<void> {
  const limit = facts.limits.find((other) => other.name === name);
  const title = limit === undefined ? name : say(limit.title);
  const usage = await currentUsage(live, facts);
  const { info } = live.snapshot;
  const context: LimitContext = {
    config: facts.inspect.hostConfig,
    hostCpus: info?.cpus ?? 0,
    hostMemory: info?.memory ?? 0,
    memoryInUse: usage.memory,
    processesNow: usage.processes,
  };
  const input = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0} of {1}', title, container.name),
    // The numbers that the limit is chosen by stand in the tree: looking there must not close it.
    ignoreFocusOut: true,
    prompt: vscode.l10n.t('For example {0}. The running container is changed at once.', example(name)),
    validateInput: (text) => {
      const read = readLimitInput(name, text, context);
      if (read.ok) return undefined;
      return read.detail === undefined ? say(read.reason) : `${say(read.reason)} (${say(read.detail)})`;
    },
  });
  if (input === undefined) return;
  const read = readLimitInput(name, input, context);
  if (!read.ok) return;
  await live.engine.update(container.id, read.update);
  if (projectOf(container) !== undefined) await remindOfFile(container.name, called);
}

/** The container is changed, the file it is made from is not: the next `up` would undo it. */
async function remindOfFile(name: string, called: unknown): Promise<void> {
  const show = vscode.l10n.t('Show in the Compose File');
  const answer = await notify.information(
    vscode.l10n.t('{0} is changed until it is made anew: its compose file says what a new one gets.', name),
    show,
  );
  if (answer === show) await vscode.commands.executeCommand('unboxed.showInComposeFile', called);
}

/** One sample of what the container uses; zeros for a stopped one. */
async function currentUsage(
  live: LiveEngine,
  facts: ContainerFacts,
): Promise<{ readonly memory: number; readonly processes: number }> {
  if (!facts.running) return { memory: 0, processes: 0 };
  return new Promise((resolve) => {
    const none = setTimeout(() => {
      watch.dispose();
      resolve({ memory: 0, processes: facts.processes.length });
    }, 3000);
    const watch = live.watchUsage(facts.id, (usage) => {
      clearTimeout(none);
      watch.dispose();
      resolve({ memory: usage.memory, processes: usage.pids });
    });
  });
}
