import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import type { LiveEngine } from '../engine/liveSnapshot';
import type { ContainerSummary } from '../engine/port';
import { engineProblem } from './engineProblem';
import { say } from '../platform/say';
import { pickSeveral } from '../platform/pickSeveral';
import { pickText } from '../platform/pickText';

type Item = vscode.QuickPickItem & { readonly container: ContainerSummary };

/** Lets the user choose among the running containers; undefined when there is nothing to choose or nothing chosen. */
export async function pickContainers(live: LiveEngine): Promise<readonly ContainerSummary[] | undefined> {
  let running: readonly ContainerSummary[];
  try {
    const all = await live.engine.listContainers();
    running = all.filter(({ state }) => state === 'running' || state === 'paused');
  } catch (error) {
    const { reason, step } = engineProblem(error, live.endpoint);
    void notify.error(`${say(reason)} ${say(step)}`);
    return undefined;
  }
  if (running.length === 0) {
    void notify.information(vscode.l10n.t('No container is running. Start one, then take it apart here.'));
    return undefined;
  }
  const items = running
    .map((container): Item => {
      const project = container.labels['com.docker.compose.project'];
      return {
        label: pickText(container.name, 80),
        description: pickText(container.image, 80),
        ...(project !== undefined && { detail: pickText(project, 80) }),
        picked: running.length === 1,
        container,
      };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
  const chosen = await pickSeveral(items, {
    title: vscode.l10n.t('Inspect Namespaces'),
    placeHolder: vscode.l10n.t('Choose one container, or several to compare them'),
  });
  return chosen === undefined || chosen.length === 0 ? undefined : chosen.map(({ container }) => container);
}
