import type { VolumeMount } from './composeModel';
import { placeInScalar } from './scalarPlace';
import { splitOutsideBraces, type TextPart } from './splitOutsideBraces';
import { isTrue, placeOf, textOf, valueAt, type ScalarNode, type YamlNode } from './yamlNodes';

/** The text of a node with its variables put in; undefined where one of them is not known. */
type FillIn = (node: YamlNode, text: string) => string | undefined;

/**
 * The mounts of a `volumes` list, short and long forms alike. Items that are neither are left to the schema. A source
 * that holds a variable is a path or a name by what `fillIn` makes of it.
 */
export function readVolumes(value: YamlNode | undefined, fillIn?: FillIn): VolumeMount[] {
  if (value?.type !== 'seq') return [];
  return value.items.flatMap(({ value: node }) =>
    node.type === 'map'
      ? longForm(node)
      : node.type === 'scalar' && node.text !== ''
        ? [shortForm(node, fillIn)]
        : [],
  );
}

function longForm(node: YamlNode): VolumeMount[] {
  const target = textOf(valueAt(node, 'target'));
  if (target === undefined) return [];
  const source = valueAt(node, 'source');
  const propagation = textOf(valueAt(node, 'bind', 'propagation'));
  return [
    {
      node,
      place: placeOf(node),
      form: 'long',
      type: textOf(valueAt(node, 'type')) ?? 'volume',
      source: textOf(source),
      sourcePlace: source && placeOf(source),
      target,
      readOnly: isTrue(valueAt(node, 'read_only')),
      options: propagation === undefined ? [] : [propagation],
    },
  ];
}

function shortForm(node: ScalarNode, fillIn: FillIn = () => undefined): VolumeMount {
  const parts = joinDrives(splitOutsideBraces(node.text, ':'));
  const [first, second, third] = parts;
  const source = second === undefined ? undefined : first;
  const options = third?.text.split(',') ?? [];
  const filledIn = (text: string): string => (text.includes('$') ? fillIn(node, text) : undefined) ?? text;
  return {
    node,
    place: placeOf(node),
    form: 'short',
    type: source && isPath(filledIn(source.text)) ? 'bind' : 'volume',
    source: source?.text,
    sourcePlace: source && placeInScalar(node, source.start, source.start + source.text.length),
    target: (second ?? first)?.text ?? '',
    readOnly: options.includes('ro'),
    options,
  };
}

/** A colon after a single letter belongs to a drive of Windows for Compose, whatever comes then: `C:\data`, `d:/x`. */
function joinDrives(parts: readonly TextPart[]): TextPart[] {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before && /^\p{L}$/u.test(before.text))
      joined[joined.length - 1] = { text: `${before.text}:${part.text}`, start: before.start };
    else joined.push(part);
  }
  return joined;
}

/** As compose tells a path from the name of a volume. A variable alone could be either: it counts by its default. */
function isPath(source: string): boolean {
  const shown = source.replace(/^\$\{\w+:?-([^}]*)\}/, '$1');
  return /^(?:[./~]|\p{L}:|\\\\)/u.test(shown) || (shown.startsWith('$') && /[\\/]/.test(shown));
}
