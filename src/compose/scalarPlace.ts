import type { Place } from './finding';
import type { ScalarNode } from './yamlNodes';

const escapeLength: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** For each character of the scalar's text (and its end), the offset in the file where it was written. */
function sourceOffsets(node: ScalarNode): number[] {
  const raw = node.source.text;
  const quoted = node.style === 'single' || node.style === 'double';
  const limit = quoted ? node.end - 1 : node.end;
  let at = node.start + (quoted ? 1 : 0);
  if (node.style === 'literal' || node.style === 'folded') {
    const newline = raw.indexOf('\n', at);
    at = newline < 0 || newline > limit ? limit : newline + 1;
  }
  const offsets: number[] = [];
  for (let i = 0; i < node.text.length; i++) {
    const char = node.text[i] ?? '';
    const blank = /\s/.test(char);
    if (node.style === 'double' && raw[at] === '\\' && !/[\r\n]/.test(raw[at + 1] ?? '')) {
      offsets.push(at);
      const length = escapeLength[raw[at + 1] ?? ''] ?? 2;
      const wide = length === 10 && (node.text.codePointAt(i) ?? 0) > 0xffff;
      if (wide) {
        offsets.push(at);
        i++;
      }
      at += length;
      continue;
    }
    // Folding and indentation: the file has more blanks than the value.
    if (!blank) while (at < limit && raw[at] !== char && /[\s\\]/.test(raw[at] ?? '')) at++;
    offsets.push(Math.min(at, limit));
    if (node.style === 'single' && char === "'") at++;
    if (at < limit && (!blank || /\s/.test(raw[at] ?? ''))) at++;
  }
  offsets.push(Math.min(at, limit));
  return offsets;
}

/** The offsets of texts that were asked for: a long one with a thousand variables in it is walked through once. */
const known = new WeakMap<ScalarNode, readonly number[]>();

function offsetsOf(node: ScalarNode): readonly number[] {
  const offsets = known.get(node) ?? sourceOffsets(node);
  known.set(node, offsets);
  return offsets;
}

/**
 * Where a part of a scalar's text was written: `from`/`to` count in `node.text` (`to` exclusive).
 * Exact for every style; in folded values a part may span the line break.
 */
export function placeInScalar(node: ScalarNode, from: number, to: number = node.text.length): Place {
  const { file } = node.source;
  const open = node.style === 'single' || node.style === 'double' ? 1 : 0;
  const start = node.start + open;
  // What quotes, escapes and folding undo only makes a text shorter: of the same length it stands letter by letter.
  const isBlock = node.style === 'literal' || node.style === 'folded';
  if (!isBlock && start + node.text.length === node.end - open)
    return { file, range: { start: start + from, end: start + to } };
  const offsets = offsetsOf(node);
  const first = offsets[from] ?? node.end;
  const last = to > from ? endOfCharacter(node, offsets, to) : first;
  return { file, range: { start: first, end: Math.max(first, last) } };
}

function endOfCharacter(node: ScalarNode, offsets: readonly number[], to: number): number {
  const last = offsets[to - 1] ?? node.end;
  const next = offsets[to] ?? node.end;
  if (node.style === 'double' || node.style === 'single') return next;
  return Math.min(last + 1, next);
}
