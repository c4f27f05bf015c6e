import { msg } from '../../message';
import { amountWords } from '../explainQuota';
import type { ContainerView, InspectFacts } from '../inspectFacts';
import type { Bar, Column, Slot } from '../picture';
import { quotaOf } from '../quota';
import { visibleText } from '../../platform/visibleText';
import { programName } from '../whereabouts';
import { fit } from './fit';
import type { Say } from './pageTexts';
import { s, type VNode } from './patch';
import { label, shape, type PictureState } from './pictureShape';

/** What a column is called. */
export function columnTitle(column: Column, facts: InspectFacts, say: Say): string {
  if (column.kind === 'host') return say(msg('Host'));
  if (column.kind === 'container') return visibleText(containerOf(column, facts)?.name ?? '', 60);
  return column.project === '' ? say(msg('Without a project')) : visibleText(column.project, 60);
}

/** The frame of a group of processes: its cgroup. */
export function cardView(column: Column, state: PictureState, say: Say): VNode {
  const { rect, kind } = column;
  const container = containerOf(column, state.facts);
  const title = columnTitle(column, state.facts, say);
  const under =
    kind === 'host'
      ? say(msg('its own processes'))
      : kind === 'group'
        ? say(msg('{0} containers', column.containers.length))
        : container?.planned === true
          ? say(msg('not made yet'))
          : container?.running === false
            ? say(msg('does not run'))
            : visibleText(container?.image ?? '', 60);
  return shape(state, say, `column:${column.id}`, [
    kind === 'group' && s('rect', { class: 'card behind', ...rect, x: rect.x + 4, y: rect.y - 4, rx: 10 }),
    s('rect', {
      class: `face card ${kind}${container?.planned === true ? ' planned' : ''}${container?.running === false ? ' stopped' : ''}`,
      ...rect,
      rx: kind === 'host' ? 0 : 10,
    }),
    label(rect.x + 12, rect.y + 20, 'card-title', fit(title, rect.width - 24, 14.6)),
    label(rect.x + 12, rect.y + 36, 'dim', fit(under, rect.width - 24, 11)),
  ]);
}

/** A quota: used, and where a wall ends it. */
export function barView({ id, name, rect }: Bar, column: Column, state: PictureState, say: Say): VNode {
  const quota = quotaOf(name, column.containers, column.kind === 'host', state.facts, state.usage);
  const amount = (value: number) => say(amountWords(name, value, say));
  const capped = column.kind === 'host' || quota.limit !== undefined;
  const most = column.kind === 'host' ? quota.capacity : quota.limit;
  const used =
    quota.used === undefined
      ? '–'
      : name === 'memory' || most === undefined
        ? amount(quota.used)
        : say(msg('{0}', Math.round(quota.used * 100) / 100));
  const text =
    most !== undefined
      ? say(msg('{0} of {1}', used, amount(most)))
      : column.kind === 'container'
        ? say(msg('{0}, no limit', used))
        : used;
  // The host's bar is filled by the containers of the picture, not by the processes that stand in the host's frame.
  const told =
    column.kind !== 'host' ? text : name === 'pids' ? say(msg('{0} in containers', text)) : `Σ ${text}`;
  // The kernel has held it back at this limit before.
  const hit =
    (containerOf(column, state.facts)?.limits.find((limit) => limit.name === name)?.hits?.count ?? 0) > 0;
  const filled = quota.share === 0 ? 0 : Math.max(2, quota.share * rect.width);
  const right = rect.x + rect.width;
  return shape(state, say, id, [
    s('rect', {
      class: 'face clear',
      x: rect.x - 4,
      y: rect.y - 14,
      width: rect.width + 8,
      height: 24,
      rx: 3,
    }),
    barIcon(name, rect.x, rect.y - 11),
    label(rect.x + 15, rect.y - 3, 'bar-text', fit(told, rect.width - (hit ? 26 : 15), 11)),
    hit && label(rect.x + rect.width - 8, rect.y - 2, 'warn-mark', '!'),
    s('rect', { class: `track${capped ? '' : ' open'}`, ...rect }),
    s('rect', { class: `fill${quota.share > 0.9 ? ' full' : ''}`, ...rect, width: filled }),
    capped
      ? s('rect', { class: 'wall', x: right - 3, y: rect.y - 3, width: 3, height: rect.height + 6 })
      : s('path', { class: 'arrow', d: `M${right - 6} ${rect.y - 1}l5 4.5l-5 4.5` }),
  ]);
}

/** What the container may do, in a few words. */
export function permissionView(column: Column, state: PictureState, say: Say): VNode {
  const rect = column.permissions ?? column.rect;
  const permissions = containerOf(column, state.facts)?.permissions ?? [];
  const weaker = permissions.filter(({ compared }) => compared === 'weaker');
  const capabilities =
    permissions.find(({ name }) => name === 'capabilities')?.capabilities?.kept.length ?? 0;
  const text = permissions.some(({ name, compared }) => name === 'privileged' && compared === 'weaker')
    ? say(msg('privileged'))
    : say(msg('{0} capabilities', capabilities));
  return shape(state, say, `${column.id}#permissions`, [
    s('rect', { class: 'face clear', ...rect, x: rect.x - 4, width: rect.width + 8, rx: 3 }),
    s('path', {
      class: `icon${weaker.length > 0 ? ' warn' : ''}`,
      d: 'M3 5a2.5 2.5 0 1 1 0.01 0M5.4 3h5v2.4M8 3v2',
      transform: `translate(${rect.x} ${rect.y + 6})`,
    }),
    label(rect.x + 15, rect.y + 13, 'bar-text', fit(text, rect.width - 15, 11)),
    weaker.length > 0 && label(rect.x + rect.width - 8, rect.y + 14, 'warn-mark', '!'),
  ]);
}

/** A process, or several. */
export function headView(slot: Slot, column: Column, state: PictureState, say: Say): VNode {
  const container = containerOf(column, state.facts);
  const [pid] = slot.pids;
  const many = slot.pids.length > 1;
  const process = container?.processes.find((each) => each.pid === pid);
  const main = pid !== undefined && (pid === container?.mainPid || (column.kind === 'host' && pid === 1));
  const inside = process?.insidePid ?? (column.kind === 'host' && pid === 1 ? 1 : undefined);
  const editor =
    column.kind === 'host' &&
    !many &&
    state.facts.host.processes.some((each) => each.pid === pid && each.role === 'editor');
  const room = slot.right - slot.left - 4;
  const name = many
    ? ''
    : column.kind === 'host'
      ? say(pid === 1 ? msg('init') : editor ? msg('editor') : msg('parent'))
      : process === undefined
        ? ''
        : visibleText(programName(process.command), 40);
  const inHead = many
    ? `+${slot.pids.length}`
    : inside !== undefined && inside < 1000 && inside !== pid
      ? String(inside)
      : main
        ? '1'
        : '';
  const middle = { x: slot.x, y: slot.y };
  const parts = [
    many && s('circle', { class: 'head behind', cx: middle.x + 5, cy: middle.y - 3, r: 12 }),
    s('circle', {
      class: `face head${main ? ' main' : ''}${slot.pids.length === 0 ? ' none' : ''}`,
      cx: middle.x,
      cy: middle.y,
      r: many ? 14 : 12,
    }),
    editor &&
      s('path', {
        class: 'icon',
        d: 'M-6 -5h12v10h-12zM-6 -2h12M-3.5 1h5',
        transform: `translate(${middle.x} ${middle.y})`,
      }),
    label(
      middle.x,
      middle.y + 4,
      'in-head',
      column.kind === 'host' || main || inside !== undefined || many ? inHead : '',
      'middle',
    ),
    label(middle.x, middle.y + 28, 'under-head', fit(many ? say(msg('more')) : name, room, 11), 'middle'),
    label(middle.x, middle.y + 41, 'pid', many || pid === undefined ? '' : String(pid), 'middle'),
  ];
  if (column.kind === 'group') return s('g', { key: `head:${slot.id}` }, ...parts.slice(0, 4));
  return shape(state, say, slot.id, parts);
}

/** A chip for memory, a core for processor time, three heads for processes. */
function barIcon(name: Bar['name'], x: number, y: number): VNode {
  const d =
    name === 'memory'
      ? 'M0 2h10v6h-10zM2 8v2M5 8v2M8 8v2'
      : name === 'cpus'
        ? 'M2 2h6v6h-6zM4 0v2M6 0v2M4 8v2M6 8v2M0 4h2M0 6h2M8 4h2M8 6h2'
        : 'M5 0.5a2 2 0 1 1 0 4a2 2 0 1 1 0-4M1 10q0-4 4-4t4 4';
  return s('path', { class: 'icon', d, transform: `translate(${x} ${y})` });
}

function containerOf(column: Column, facts: InspectFacts): ContainerView | undefined {
  return column.kind === 'container'
    ? facts.containers.find(({ id }) => id === column.containers[0])
    : undefined;
}
