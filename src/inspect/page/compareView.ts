import { msg, type Message } from '../../message';
import { compareContainers, type ComparedNamespace } from '../compareContainers';
import type { ContainerView, InspectFacts } from '../inspectFacts';
import { namespaceTexts } from '../namespaceTexts';
import { visibleText } from '../../platform/visibleText';
import { h, type VNode } from './patch';
import type { Say } from './pageTexts';

/** Two containers side by side: what they share, and what that lets them do. */
export function compareView(
  facts: InspectFacts,
  chosen: readonly string[],
  choose: (ids: readonly string[]) => void,
  say: Say,
): VNode {
  const [first, second] = twoOf(facts, chosen);
  if (first === undefined || second === undefined)
    return h(
      'p',
      { key: 'compare' },
      say(msg('It takes two containers to compare. Choose several in the tree, then Inspect Namespaces.')),
    );
  const { rows, beyond, abilities } = compareContainers(first, second, facts);
  const shared = rows.filter(({ same }) => same === true);
  const apart = rows.filter(({ same }) => same === false);
  const unknown = rows.filter(({ same }) => same === undefined);
  return h(
    'div',
    { key: 'compare', class: 'compare' },
    h(
      'p',
      { class: 'choice' },
      picker(say(msg('Compare this container')), facts, first.id, (id) => {
        choose([id, second.id]);
      }),
      ' ',
      picker(say(msg('with this one')), facts, second.id, (id) => {
        choose([first.id, id]);
      }),
    ),
    h(
      'p',
      { class: 'sentence', role: 'status' },
      say(msg('Of eight namespaces, they share {0} and have {1} apart.', shared.length, apart.length)),
    ),
    h(
      'ul',
      { class: 'abilities', 'aria-label': say(msg('What they can do to each other')) },
      ...abilities.map(({ can, sentence }) =>
        h(
          'li',
          { class: can.includes(true) ? 'can' : can.includes(undefined) ? 'unknown' : 'cannot' },
          h(
            'span',
            { class: 'answer', 'aria-hidden': 'true' },
            can.includes(true) ? '✓' : can.includes(undefined) ? '?' : '✗',
          ),
          ' ',
          h('bdi', {}, shown(sentence, say)),
        ),
      ),
    ),
    ...beyond.map((message) => h('p', { class: 'beyond' }, '! ', shown(message, say))),
    h(
      'div',
      { class: 'sides' },
      side('shared', say(msg('Shared')), shared, say),
      side('apart', say(msg('Apart')), apart, say),
      unknown.length > 0 && side('unknown', say(msg('Not known')), unknown, say),
    ),
  );
}

/** A message whose arguments are names of containers. */
function shown({ text, args }: Message, say: Say): string {
  return say({ text, args: args.map((arg) => visibleText(String(arg), 60)) });
}

function twoOf(facts: InspectFacts, chosen: readonly string[]): readonly (ContainerView | undefined)[] {
  const picked = chosen.flatMap((id) => facts.containers.find((container) => container.id === id) ?? []);
  const others = facts.containers.filter((container) => !picked.includes(container));
  return [...picked, ...others].slice(0, 2);
}

function picker(name: string, facts: InspectFacts, chosen: string, choose: (id: string) => void): VNode {
  return h(
    'label',
    {},
    `${name} `,
    h(
      'select',
      {
        onchange: (event) => {
          if (event.target instanceof HTMLSelectElement) choose(event.target.value);
        },
      },
      ...facts.containers.map(({ id, name: option }) =>
        h('option', { value: id, selected: id === chosen }, visibleText(option, 60)),
      ),
    ),
  );
}

function side(look: string, title: string, rows: readonly ComparedNamespace[], say: Say): VNode {
  return h(
    'section',
    { key: look, class: `side ${look}` },
    h('h2', {}, `${title} (${rows.length})`),
    h(
      'ul',
      {},
      ...rows.map(({ type, inodes, consequence }) =>
        h(
          'li',
          {},
          h('strong', { class: 'number' }, type),
          ` ${say(namespaceTexts[type].about)} `,
          h(
            'span',
            { class: 'small number' },
            inodes
              .map((inode) => inode ?? '?')
              .filter((inode, at, all) => all.indexOf(inode) === at)
              .join(' ≠ '),
          ),
          h('p', {}, say(consequence)),
        ),
      ),
    ),
  );
}
