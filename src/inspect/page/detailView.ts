import { msg } from '../../message';
import type { Explanation } from '../explanation';
import type { RegionKind } from '../picture';
import { h, s, type VNode } from './patch';
import { regionMark } from './regionMark';
import type { Say } from './pageTexts';

export interface DetailActions {
  terminal(line: string): void;
  copy(text: string): void;
  toggle(key: string): void;
  unpin(): void;
}

/** What is told about the part of the picture that is looked at. */
export function detailView(
  explanation: Explanation | undefined,
  pinned: boolean,
  actions: DetailActions,
  say: Say,
): VNode {
  if (explanation === undefined)
    return h(
      'aside',
      { class: 'detail', 'aria-label': say(msg('Explanation')) },
      h(
        'p',
        {},
        say(
          msg(
            'A container is a group of processes. Each stands, in every band, in one namespace: alone, with others, or with the host.',
          ),
        ),
      ),
      legend(say),
      h(
        'p',
        {},
        say(
          msg(
            'Point at a part of the picture, or go there with Tab and the arrow keys: here stands what it is.',
          ),
        ),
      ),
    );
  const { title, sentence, more, numbers, commands, toggle } = explanation;
  return h(
    'aside',
    { class: 'detail', 'aria-label': say(msg('Explanation')) },
    h(
      'div',
      { class: 'detail-head' },
      h('h2', {}, h('bdi', {}, title)),
      pinned &&
        h(
          'button',
          {
            class: 'quiet',
            'aria-label': say(msg('Let go')),
            title: say(msg('Let go')),
            onclick: () => {
              actions.unpin();
            },
          },
          '×',
        ),
    ),
    h('p', { class: 'sentence' }, h('bdi', {}, sentence)),
    numbers.length > 0 &&
      h(
        'dl',
        {},
        ...numbers.flatMap(({ label, value }) => [
          h('dt', {}, h('bdi', {}, label)),
          h('dd', {}, h('bdi', {}, value)),
        ]),
      ),
    ...more.map((line) => h('p', { class: 'more' }, h('bdi', {}, line))),
    toggle !== undefined &&
      h(
        'p',
        {},
        h(
          'button',
          {
            onclick: () => {
              actions.toggle(toggle.key);
            },
          },
          toggle.label,
        ),
      ),
    commands.length > 0 && h('h3', {}, say(msg('See it by hand'))),
    ...commands.map(({ where, line }) =>
      h(
        'div',
        { class: 'by-hand' },
        h('span', { class: 'where' }, where),
        h('code', {}, line),
        h(
          'span',
          { class: 'actions' },
          h(
            'button',
            {
              'aria-label': say(msg('Put in a terminal: {0}', line)),
              onclick: () => {
                actions.terminal(line);
              },
            },
            say(msg('Terminal')),
          ),
          h(
            'button',
            {
              'aria-label': say(msg('Copy: {0}', line)),
              onclick: () => {
                actions.copy(line);
              },
            },
            say(msg('Copy')),
          ),
        ),
      ),
    ),
  );
}

function legend(say: Say): VNode {
  const entry = (kind: RegionKind, text: string) =>
    h(
      'li',
      {},
      s(
        'svg',
        { width: 44, height: 26, viewBox: '0 0 44 26', 'aria-hidden': 'true' },
        s('rect', {
          class: `region ${kind}`,
          x: 2,
          y: 2,
          width: 40,
          height: 22,
          rx: kind === 'own' ? 11 : kind === 'shared' ? 5 : 0,
        }),
        kind === 'shared' && s('rect', { class: 'inner shared', x: 5, y: 5, width: 34, height: 16, rx: 3 }),
        kind === 'host' && s('rect', { class: 'pillar', x: 2, y: 2, width: 5, height: 22 }),
        regionMark(kind, 17, 0),
      ),
      text,
    );
  return h(
    'ul',
    { class: 'legend' },
    entry('own', say(msg('its own: nobody else is in it'))),
    entry('shared', say(msg('shared with another container'))),
    entry('host', say(msg('the host’s: as if there were no container'))),
    entry('unknown', say(msg('not known: it could not be read'))),
    h(
      'li',
      {},
      h('span', { class: 'sum', 'aria-hidden': 'true' }, 'Σ'),
      say(msg('in the host’s bars: what the containers shown use together')),
    ),
  );
}
