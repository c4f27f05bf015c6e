import { commentsIn } from './commentsIn';
import type { Edit } from './finding';
import type { MapNode, Pair, ScalarNode, SourceText, YamlNode } from './yamlNodes';

/** The line end that the file uses. */
export function lineEndOf(text: string): string {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Just after the line break of the line that holds `offset`. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

export function edit(source: SourceText, start: number, end: number, newText: string): Edit {
  return { file: source.file, range: { start, end }, newText };
}

/**
 * Adds a key to a map, in the style of the map: a line of its own at the column of its neighbours, or `, key:
 * value` between braces. `lines` are the lines of the value; the first stands after the colon, the others are
 * indented under the key. Undefined where the map gives no safe place (an empty map written by nothing).
 */
export function insertKey(map: MapNode, key: string, lines: readonly string[]): readonly Edit[] | undefined {
  if (map.parts) return map.parts[0] && insertKey(map.parts[0], key, lines);
  const { source } = map;
  const [first = '', ...rest] = lines;
  const entry = first === '' ? `${key}:` : `${key}: ${first}`;
  const last = map.pairs.at(-1);
  if (map.flow) {
    if (rest.length > 0) return undefined;
    if (!last) return [edit(source, map.start, map.end, `{ ${entry} }`)];
    const after = last.alias?.end ?? Math.max(last.value.end, last.key.end);
    return [edit(source, after, after, `, ${entry}`)];
  }
  const top = map.pairs[0];
  if (!top || !last) return undefined;
  const indent = ' '.repeat(top.key.start - lineStart(source.text, top.key.start));
  const eol = lineEndOf(source.text);
  const block = [entry, ...rest.map((line) => indent + line)].join(eol);
  // In front of the first key is always sound; after the first line reads better where that line is whole.
  const afterTop = wholeLineEnd(source.text, top);
  if (afterTop === undefined) return [edit(source, top.key.start, top.key.start, block + eol + indent)];
  if (afterTop === source.text.length && !source.text.endsWith('\n'))
    return [edit(source, afterTop, afterTop, eol + indent + block)];
  return [edit(source, afterTop, afterTop, indent + block + eol)];
}

/** Where the line after a pair begins, when key and value stand on one line that holds nothing else. */
function wholeLineEnd(text: string, pair: Pair): number | undefined {
  const end = pair.alias?.end ?? pair.value.end;
  if (end < pair.key.end || pair.value.type !== 'scalar') return undefined;
  if (pair.value.style === 'literal' || pair.value.style === 'folded') return undefined;
  const after = nextLine(text, end);
  const line = text.slice(lineStart(text, pair.key.start), after);
  if (line.trimEnd().includes('\n')) return undefined;
  return /^\s*(?:#.*)?\s*$/.test(text.slice(end, after)) ? after : undefined;
}

/**
 * Takes a key and its value out of a map: its whole lines in block style, but for their comments; its part of the
 * list in braces, where no comment stands in it.
 */
export function removeKey(map: MapNode, pair: Pair): readonly Edit[] | undefined {
  if (map.parts) {
    const written = map.parts.find(({ pairs }) => pairs.includes(pair));
    return written && removeKey(written, pair);
  }
  const { source } = map;
  const { text } = source;
  const nodes = pair.alias ? [] : [pair.value];
  const index = map.pairs.indexOf(pair);
  if (index < 0 || map.pairs.length === 1) return undefined;
  const end = Math.max(pair.alias?.end ?? pair.value.end, pair.key.end);
  if (map.flow) {
    const next = map.pairs[index + 1];
    const before = map.pairs[index - 1];
    const from =
      next || !before ? pair.key.start : Math.max(before.alias?.end ?? before.value.end, before.key.end);
    const to = next ? next.key.start : end;
    return commentsIn(text, from, to, nodes).length > 0 ? undefined : [edit(source, from, to, '')];
  }
  const start = lineStart(text, pair.key.start);
  const lead = text.slice(start, pair.key.start);
  if (!/^\uFEFF?\s*$/.test(lead)) return undefined;
  const from = lead.startsWith('\uFEFF') ? start + 1 : start;
  const blockEnd = text[end - 1] === '\n' ? end : nextLine(text, end);
  return [
    edit(source, from, blockEnd, keptComments(text, from, blockEnd, nodes, lead.replace('\uFEFF', ''))),
  ];
}

/**
 * The comments of a block that is taken out, each on a line of its own: they may speak of more than the block. What
 * stands behind a single line goes with it.
 */
export function keptComments(
  text: string,
  from: number,
  to: number,
  nodes: readonly YamlNode[],
  indent: string,
): string {
  const eol = lineEndOf(text);
  if (nextLine(text, from) >= to) return '';
  return commentsIn(text, from, to, nodes)
    .map((comment) => indent + comment + eol)
    .join('');
}

/** Replaces the value of a scalar, keeping its quotes where the new value can stand between them. */
export function replaceScalar(node: ScalarNode, value: string): readonly Edit[] {
  const quoted =
    node.style === 'single'
      ? `'${value.replaceAll("'", "''")}'`
      : node.style === 'plain' && isPlainSafe(value)
        ? value
        : JSON.stringify(value);
  return [edit(node.source, node.start, node.end, quoted)];
}

/** Whether a text may stand without quotes, anywhere in a file, and stay a string of the same letters. */
function isPlainSafe(value: string): boolean {
  return /^[A-Za-z0-9_./][\w./:@=+~$-]*$/.test(value) && !/:$/.test(value);
}
