import { explain } from '../explain';
import type { Subject } from '../explanation';
import type { InspectFacts } from '../inspectFacts';
import type { Machines } from '../layoutMachines';
import type { Picture } from '../picture';
import type { UsageById } from '../usageWords';
import type { Say } from './pageTexts';
import { s, type VNode } from './patch';

export interface PictureState {
  readonly picture: Picture;
  readonly machines: Machines | undefined;
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly facts: InspectFacts;
  /** Names of parts that were worked out already. */
  readonly names: Map<string, string>;
  readonly usage: UsageById;
  readonly zoom: number;
  /** Id of the shape that the tab key reaches. */
  readonly entry: string;
  readonly pinned: string | undefined;
  /** Columns that are drawn by now, by their ids. */
  readonly drawn: ReadonlySet<string>;
  /** Shapes that belong to the one that is looked at. */
  readonly lit: ReadonlySet<string>;
}

/** A part that can be looked at: focusable, named by its title and sentence. */
export function shape(
  state: PictureState,
  say: Say,
  id: string,
  children: readonly (VNode | false)[],
): VNode {
  const subject = state.subjects.get(id);
  // What is read aloud begins with what is written there, so that it can be asked for by voice.
  const written = children
    .flatMap((child) => (child !== false && child.tag === 'text' ? child.children : []))
    .filter((text) => typeof text === 'string')
    .filter((text) => text !== '');
  const named =
    subject === undefined ? undefined : `${written.join(' ')} – ${nameOf(id, subject, state, say)}`;
  return s(
    'g',
    {
      key: id,
      class: `shape${state.lit.has(id) ? ' lit' : ''}${state.pinned === id ? ' pinned' : ''}`,
      'data-shape': id,
      role: 'button',
      tabindex: state.entry === id ? 0 : -1,
      'aria-label': named,
      'aria-pressed': state.pinned === id ? 'true' : 'false',
    },
    ...children.flatMap((child) => [child, ' ']),
  );
}

/** A text of the drawing; what it says is also in the name of its part. */
export function label(x: number, y: number, look: string, text: string, anchor = 'start'): VNode {
  return s('text', { class: look, x, y, 'text-anchor': anchor, 'aria-hidden': 'true' }, text);
}

/** Names are kept until the facts change; those of quotas follow the usage. */
function nameOf(id: string, subject: Subject, { facts, usage, names }: PictureState, say: Say): string {
  const kept = subject.kind === 'bar' ? undefined : names.get(id);
  if (kept !== undefined) return kept;
  const { title, sentence, numbers } = explain(subject, facts, usage, say);
  const [first] = numbers;
  const name = `${title}. ${sentence}${first === undefined ? '' : ` ${first.label}: ${first.value}.`}`;
  names.set(id, name);
  return name;
}
