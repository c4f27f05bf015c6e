import { msg } from '../../message';
import type { Machine, Machines } from '../layoutMachines';
import type { Rect } from '../picture';
import { visibleText } from '../../platform/visibleText';
import { fit } from './fit';
import type { Say } from './pageTexts';
import { s, type VNode } from './patch';
import { label, shape, type PictureState } from './pictureShape';

/** The same workload as virtual machines, beside the containers. */
export function machinesView(machines: Machines, state: PictureState, say: Say): VNode {
  const { rect, hypervisor, kernel } = machines;
  return s(
    'g',
    { key: 'machines', class: 'machines' },
    s('line', {
      class: 'divide',
      x1: rect.x - 20,
      x2: rect.x - 20,
      y1: rect.y,
      y2: rect.y + rect.height,
    }),
    label(
      rect.x,
      rect.y + 20,
      'small-title',
      fit(say(msg('The same as virtual machines')), Math.max(rect.width, 180), 11),
    ),
    ...machines.machines.flatMap((machine) => machineView(machine, state, say)),
    layer('hypervisor', hypervisor, 'hypervisor', say(msg('Hypervisor')), state, say),
    layer('hostKernel', kernel, 'kernel', say(msg('Host’s kernel')), state, say),
  );
}

function machineView(machine: Machine, state: PictureState, say: Say): readonly VNode[] {
  const { rect, column, count, programs } = machine;
  const container = state.facts.containers.find(({ id }) => id === column);
  const title = container === undefined ? say(msg('{0} machines', count)) : visibleText(container.name, 60);
  return [
    shape(state, say, `machine:${column}`, [
      s('rect', { class: 'face machine', ...rect, rx: 2 }),
      label(rect.x + 12, rect.y + 20, 'card-title', fit(title, rect.width - 24, 14.6)),
      label(rect.x + 12, rect.y + 36, 'dim', fit(say(msg('virtual machine')), rect.width - 24, 11)),
      s('rect', { class: 'inside', ...programs, rx: 8 }),
      s('circle', {
        class: 'head',
        cx: programs.x + programs.width / 2,
        cy: programs.y + programs.height / 2 - 12,
        r: 12,
      }),
      label(
        programs.x + programs.width / 2,
        programs.y + programs.height / 2 + 18,
        'under-head',
        fit(say(msg('the same processes')), programs.width - 8, 11),
        'middle',
      ),
    ]),
    layer(`guestKernel:${column}`, machine.guestKernel, 'kernel', say(msg('Guest kernel')), state, say),
    layer(`hardware:${column}`, machine.hardware, 'hardware', say(msg('Imitated hardware')), state, say),
  ];
}

function layer(id: string, rect: Rect, look: string, text: string, state: PictureState, say: Say): VNode {
  return shape(state, say, id, [
    s('rect', { class: `face ${look}`, ...rect, rx: 0 }),
    label(
      rect.x + 12,
      rect.y + Math.min(rect.height / 2 + 4, 40),
      'region-word',
      fit(text, rect.width - 24, 12.5),
    ),
  ]);
}
