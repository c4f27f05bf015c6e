import { msg } from '../../message';
import { namespaceTexts } from '../namespaceTexts';
import type { Band, Column, Picture, Slot } from '../picture';
import { visibleText } from '../../platform/visibleText';
import { barView, cardView, columnTitle, headView, permissionView } from './cardView';
import { fit } from './fit';
import type { Say } from './pageTexts';
import { s, type VNode } from './patch';
import { label, shape, type PictureState } from './pictureShape';
import { machinesView } from './machinesView';
import { regionView } from './regionView';

/** The names of the bands, which stay in view while the picture scrolls. */
export function gutterView(state: PictureState, say: Say): VNode {
  const { picture, zoom } = state;
  const { gutter, height, bands, rootCgroup, kernel } = picture;
  const narrow = gutter < 100;
  return s(
    'svg',
    {
      class: 'gutter',
      width: gutter * zoom,
      height: height * zoom,
      viewBox: `0 0 ${gutter} ${height}`,
      role: 'group',
      'aria-label': say(msg('Types of namespaces')),
    },
    label(10, rootCgroup.y + 20, 'band-type', 'cgroups'),
    !narrow && label(10, rootCgroup.y + 36, 'dim', fit(say(msg('how much they use')), gutter - 14, 11)),
    ...bands.map(({ type, rect }) =>
      shape(state, say, `band:${type}`, [
        s('rect', { class: 'face clear', x: 2, y: rect.y, width: gutter - 6, height: 40, rx: 4 }),
        label(10, rect.y + (narrow ? 25 : 17), 'band-type', type),
        !narrow && label(10, rect.y + 33, 'dim', fit(say(namespaceTexts[type].about), gutter - 14, 11)),
      ]),
    ),
    label(10, kernel.y + 26, 'band-type', say(msg('kernel'))),
  );
}

/** The drawing. Every part of it can be reached by the keyboard and tells what it is. */
export function pictureView(state: PictureState, say: Say): VNode {
  const { picture, facts, zoom } = state;
  const { gutter, height, bands, rootCgroup, kernel } = picture;
  const { machines, drawn } = state;
  const columns = picture.columns.filter(({ id }) => drawn.has(id));
  const width = machines === undefined ? picture.width : machines.rect.x + machines.rect.width + 16;
  return s(
    'svg',
    {
      class: 'picture',
      width: (width - gutter) * zoom,
      height: height * zoom,
      viewBox: `${gutter} 0 ${width - gutter} ${height}`,
      role: 'group',
      'aria-label': say(
        msg(
          'Groups of processes, and the namespaces they stand in. Arrow keys go from part to part, Enter keeps one.',
        ),
      ),
    },
    shape(state, say, 'rootCgroup', [
      s('rect', { class: 'face root', ...rootCgroup, rx: 6 }),
      label(
        rootCgroup.x + 12,
        rootCgroup.y + 20,
        'small-title',
        say(msg('Root of the cgroups: the whole machine')),
      ),
    ]),
    ...bands.map(({ type, rect }) =>
      s('rect', {
        key: `stripe:${type}`,
        class: 'stripe',
        x: rect.x,
        y: rect.y - 3,
        width: rect.width - 8,
        height: rect.height + 6,
        rx: 6,
      }),
    ),
    ...columns.map((column) => columnView(column, state, say)),
    ...columns.flatMap((column) => column.slots.map((slot) => stem(slot, kernel.y, state))),
    ...bands.map((band) => bandView(band, state, say)),
    ...columns.flatMap((column) => column.slots.map((slot) => feet(slot, picture, state))),
    shape(state, say, 'kernel', [
      s('rect', { class: 'face kernel', ...kernel, width: kernel.width - 8, rx: 0 }),
      label(
        kernel.x + 16,
        kernel.y + 26,
        'kernel-title',
        say(msg('Linux kernel {0}', visibleText(facts.engine.kernel, 40))),
      ),
      label(
        kernel.x + 16,
        kernel.y + 46,
        'dim',
        fit(say(msg('one for all: every process above asks it for everything')), kernel.width - 40, 12),
      ),
    ]),
    machines !== undefined && machinesView(machines, state, say),
  );
}

/** A group of processes with all that belongs to it, in the order in which it is read aloud. */
function columnView(column: Column, state: PictureState, say: Say): VNode {
  return s(
    'g',
    { key: `group:${column.id}`, role: 'group', 'aria-label': columnTitle(column, state.facts, say) },
    cardView(column, state, say),
    ...column.bars.map((bar) => barView(bar, column, state, say)),
    column.permissions !== undefined && permissionView(column, state, say),
    ...column.slots.map((slot) => headView(slot, column, state, say)),
  );
}

function bandView({ type, regions }: Band, state: PictureState, say: Say): VNode {
  return s(
    'g',
    { key: `group:${type}`, role: 'group', 'aria-label': say(msg('Namespaces of type {0}', type)) },
    ...regions
      .filter(({ segments }) =>
        segments.some(({ labels }) => labels.some(({ column }) => state.drawn.has(column))),
      )
      .map((region) => regionView(region, state, say)),
  );
}

function stem(slot: Slot, bottom: number, { lit }: PictureState): VNode {
  return s('line', {
    key: `stem:${slot.id}`,
    class: `stem${lit.has(slot.id) ? ' lit' : ''}${slot.pids.length === 0 ? ' none' : ''}`,
    x1: slot.x,
    x2: slot.x,
    y1: slot.y + 46,
    y2: bottom,
  });
}

function feet(slot: Slot, picture: Picture, { lit }: PictureState): VNode {
  // One path of dots: a picture of hundreds of processes has thousands of them.
  return s('path', {
    key: `feet:${slot.id}`,
    class: `feet${lit.has(slot.id) ? ' lit' : ''}${slot.pids.length === 0 ? ' none' : ''}`,
    d: picture.bands.map(({ rect }) => dot(slot.x, rect.y + 31, 4)).join(''),
  });
}

/** A circle as two arcs. */
function dot(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}
