import * as vscode from 'vscode';
import type { ActionDeps } from './actionDeps';
import { pickSeveral } from '../../platform/pickSeveral';
import { pickText } from '../../platform/pickText';
import { notify } from '../../platform/notify';
import type { ContainerNodeRef } from '../../engine/containerRef';
import type { LiveEngine } from '../../engine/liveSnapshot';
import type { ContainerSummary } from '../../engine/port';
import { isLive } from '../model/containerGroups';

/** A container that a command acts on, with its engine. */
export interface ContainerTarget {
  readonly live: LiveEngine;
  readonly container: ContainerSummary;
}

/** Which containers a command makes sense for, when they are chosen from a list. */
export type Suits = (container: ContainerSummary) => boolean;

/**
 * The containers that a command was called for: the selected rows when it was called on one of them, else
 * the row. Called without a row (from the palette), the user chooses. Undefined when nothing was chosen.
 */
export async function containerTargets(
  deps: ActionDeps,
  called: unknown,
  selected: unknown,
  suits: Suits,
): Promise<readonly ContainerTarget[] | undefined> {
  const refs = (Array.isArray(selected) && selected.length > 0 ? selected : [called]).filter(isRef);
  if (refs.length === 0) return chooseContainers(deps, suits);
  const targets = new Map<string, ContainerTarget>();
  for (const ref of refs) {
    const live = deps.hub.shown.find((engine) => engine.endpoint.name === ref.engine);
    for (const id of ref.containers) {
      const container = live?.snapshot.containers.get(id);
      if (live !== undefined && container !== undefined && suits(container))
        targets.set(`${ref.engine} ${id}`, { live, container });
    }
  }
  return [...targets.values()];
}

function isRef(value: unknown): value is ContainerNodeRef {
  return (
    typeof value === 'object' &&
    value !== null &&
    'engine' in value &&
    'containers' in value &&
    Array.isArray(value.containers)
  );
}

/** One engine that does not answer is said, and hides nothing of the others. */
async function listOf(
  { boundary }: ActionDeps,
  live: LiveEngine,
): Promise<readonly ContainerSummary[] | undefined> {
  try {
    return await live.engine.listContainers();
  } catch (error) {
    boundary.failed(vscode.l10n.t('The engine {0} could not list its containers', live.endpoint.name), error);
    return undefined;
  }
}

async function chooseContainers(
  deps: ActionDeps,
  suits: Suits,
): Promise<readonly ContainerTarget[] | undefined> {
  const { hub } = deps;
  const items = hub.shown.map(async (live) => {
    const containers = await listOf(deps, live);
    return containers?.filter(suits).map((container) => ({
      label: pickText(container.name),
      description: pickText(container.image),
      detail: hub.shown.length > 1 ? pickText(live.endpoint.name) : undefined,
      iconPath: new vscode.ThemeIcon(isLive(container) ? 'circle-filled' : 'circle-outline'),
      target: { live, container },
    }));
  });
  const lists = (await Promise.all(items)).filter((list) => list !== undefined);
  const picks = lists.flat().map(({ detail, ...item }) => ({
    ...item,
    ...(detail !== undefined && { detail }),
  }));
  if (lists.length === 0) return undefined;
  if (picks.length === 0) {
    void notify.information(vscode.l10n.t('No container is in a state where this makes sense.'));
    return undefined;
  }
  const chosen = await pickSeveral(picks, { placeHolder: vscode.l10n.t('Choose containers') });
  return chosen?.map((item) => item.target);
}
