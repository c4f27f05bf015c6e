import type { YamlNode } from './yamlNodes';

/** The comments between two offsets of a file, `#` and all; `nodes` are the values that stand there. */
export function commentsIn(text: string, from: number, to: number, nodes: readonly YamlNode[]): string[] {
  const written = text.slice(from, to);
  if (!written.includes('#')) return [];
  const scalars = nodes.flatMap(scalarRanges);
  const comments: string[] = [];
  for (let at = text.indexOf('#', from); at >= 0 && at < to; at = text.indexOf('#', at + 1)) {
    const first = at === from || /\s/.test(text[at - 1] ?? '');
    if (!first || scalars.some(({ start, end }) => start <= at && at < end)) continue;
    const comment = /[^\r\n]*/.exec(text.slice(at, to))?.[0] ?? '';
    comments.push(comment.trimEnd());
    at += comment.length - 1;
  }
  return comments;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function scalarRanges(node: YamlNode): readonly Range[] {
  if (node.type === 'scalar') return [node];
  if (node.type === 'seq') return node.items.flatMap((item) => (item.alias ? [] : scalarRanges(item.value)));
  return node.pairs.flatMap((pair) => [pair.key, ...(pair.alias ? [] : scalarRanges(pair.value))]);
}
