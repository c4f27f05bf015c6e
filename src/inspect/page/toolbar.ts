import { msg } from '../../message';
import { clampZoom, views, type PageChoices, type View } from './pageChoices';
import type { Say } from './pageTexts';
import { h, type VNode } from './patch';

/** The buttons above everything: which view, how large, what beside, what else to do with it. */
export function toolbar(
  choices: PageChoices,
  choose: (choices: Partial<PageChoices>) => void,
  exportAs: (format: 'markdown' | 'json') => void,
  say: Say,
): VNode {
  const drawn = choices.view === 'picture' || choices.view === 'whatIf';
  const titles: Readonly<Record<View, string>> = {
    picture: say(msg('Picture')),
    table: say(msg('Table')),
    compare: say(msg('Compare')),
    whatIf: say(msg('What if')),
  };
  const zoom = (text: string, name: string, to: number) =>
    button(
      text,
      () => {
        choose({ zoom: clampZoom(to) });
      },
      { 'aria-label': name, title: name },
    );
  return h(
    'div',
    { class: 'toolbar', role: 'group', 'aria-label': say(msg('Views')) },
    h(
      'span',
      { class: 'group' },
      ...views.map((view) =>
        button(
          titles[view],
          () => {
            choose({ view });
          },
          { 'aria-pressed': choices.view === view ? 'true' : 'false' },
        ),
      ),
    ),
    drawn &&
      h(
        'span',
        { key: 'zoom', class: 'group' },
        zoom('−', say(msg('Smaller')), choices.zoom / 1.2),
        zoom(
          say(msg('{0}%', Math.round(choices.zoom * 100))),
          say(msg('Original size, now {0}%', Math.round(choices.zoom * 100))),
          1,
        ),
        zoom('+', say(msg('Larger')), choices.zoom * 1.2),
      ),
    drawn &&
      button(
        say(msg('Beside virtual machines')),
        () => {
          choose({ machines: !choices.machines });
        },
        { key: 'machines', 'aria-pressed': choices.machines ? 'true' : 'false' },
      ),
    drawn &&
      choices.expanded.length > 0 &&
      button(
        say(msg('Draw together again')),
        () => {
          choose({ expanded: [] });
        },
        { key: 'together' },
      ),
    h(
      'span',
      { key: 'export', class: 'group end' },
      button(say(msg('As text')), () => {
        exportAs('markdown');
      }),
      button(say(msg('As JSON')), () => {
        exportAs('json');
      }),
    ),
  );
}

function button(text: string, press: () => void, more: Readonly<Record<string, string>> = {}): VNode {
  return h('button', { ...more, onclick: press }, text);
}
