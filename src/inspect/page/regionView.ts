import { msg } from '../../message';
import type { InspectFacts } from '../inspectFacts';
import { containerNames } from '../namespaceWords';
import type { Region, Segment } from '../picture';
import { fit } from './fit';
import type { Say } from './pageTexts';
import { s, type VNode } from './patch';
import { label, shape, type PictureState } from './pictureShape';
import { regionMark } from './regionMark';

/** A namespace: its segments, tied together where they lie apart. */
export function regionView(region: Region, state: PictureState, say: Say): VNode {
  const { segments, tie, kind } = region;
  return shape(state, say, region.id, [
    tie !== undefined &&
      s('path', {
        class: `tie ${kind}`,
        d: segments
          .map(
            ({ x, width, y, height }, index) =>
              `${index === 0 ? 'M' : 'L'}${x + width / 2} ${tie}V${y + height}V${tie}`,
          )
          .join(''),
      }),
    ...segments
      .filter(({ labels }) => labels.some(({ column }) => state.drawn.has(column)))
      .flatMap((segment) => segmentView(segment, region, state, say)),
  ]);
}

function segmentView(segment: Segment, region: Region, state: PictureState, say: Say): readonly VNode[] {
  const { kind } = region;
  const { x, y, width, height } = segment;
  const round = kind === 'own' ? 14 : kind === 'shared' ? 5 : 0;
  return [
    s('rect', { class: 'ground', x, y, width, height, rx: round }),
    s('rect', {
      class: `face region ${kind}`,
      x: x + 1,
      y: y + 1,
      width: width - 2,
      height: height - 2,
      rx: round,
    }),
    ...(kind === 'shared'
      ? [
          s('rect', {
            class: `inner ${kind}`,
            x: x + 4,
            y: y + 4,
            width: width - 8,
            height: height - 8,
            rx: 3,
          }),
        ]
      : []),
    ...(kind === 'host' || kind === 'initial'
      ? [s('rect', { class: `pillar ${kind}`, x, y, width: 5, height })]
      : []),
    ...segment.labels
      .filter(({ column }) => state.drawn.has(column))
      .flatMap((place) => regionLabel(place, y, region, state, say)),
  ];
}

function regionLabel(
  place: Segment['labels'][number],
  y: number,
  region: Region,
  { facts }: PictureState,
  say: Say,
): readonly VNode[] {
  const { kind, inode } = region;
  const left = place.x + 11;
  const room = place.width - 20;
  const word = regionWord(place.column, region, facts, say);
  const number = inode === undefined ? '' : String(inode);
  const numberWidth = number.length * 6.7 + 8;
  // The number only where the word stays whole.
  const roomy = fit(word, room - 16 - numberWidth, 12.8) === word;
  return [
    regionMark(kind, left, y),
    label(left + 16, y + 17, 'region-word', fit(word, roomy ? room - 16 - numberWidth : room - 16, 12.8)),
    ...(roomy && number !== '' ? [label(place.x + place.width - 10, y + 17, 'inode', number, 'end')] : []),
  ];
}

function regionWord(
  column: string,
  { kind, containers, type }: Region,
  facts: InspectFacts,
  say: Say,
): string {
  switch (kind) {
    case 'own':
      return say(msg('own'));
    case 'host':
      return column === 'host' ? say(msg('host')) : say(msg('the host’s'));
    case 'initial':
      return say(msg('the kernel’s first'));
    case 'shared': {
      const others = containers.filter((id) => id !== column);
      return others.length === 0 ? say(msg('shared')) : say(msg('with {0}', containerNames(others, facts)));
    }
    case 'unknown': {
      const container = facts.containers.find(({ id }) => id === column);
      return container?.running === false ? say(msg('none: it does not run')) : say(msg('not known'));
    }
    case 'mixed': {
      const kinds = containers.map(
        (id) => facts.containers.find((container) => container.id === id)?.namespaces[type].observed.kind,
      );
      const count = (wanted: string) => kinds.filter((each) => each === wanted).length;
      return [
        count('own') > 0 ? say(msg('{0} own', count('own'))) : '',
        count('host') > 0 ? say(msg('{0} the host’s', count('host'))) : '',
        count('shared') > 0 ? say(msg('{0} shared', count('shared'))) : '',
        count('unknown') > 0 ? say(msg('{0} not known', count('unknown'))) : '',
      ]
        .filter((part) => part !== '')
        .join(' · ');
    }
  }
}
