import type { Edit } from '../finding';
import { edit, lineEndOf, lineStart, nextLine } from '../mapEdits';
import type { MapNode, Pair } from '../yamlNodes';

/** Sorts before (negative), after (positive), or may stand anywhere (undefined rank). */
export type Rank = (key: string) => number | string | undefined;

/** The first pair that stands after one that should follow it, and that one. */
export function misplaced(
  map: MapNode,
  rank: Rank,
): { readonly pair: Pair; readonly after: Pair } | undefined {
  let highest: { pair: Pair; rank: number | string } | undefined;
  for (const pair of map.pairs) {
    const own = rank(pair.key.text);
    if (own === undefined) continue;
    if (highest && own < highest.rank) return { pair, after: highest.pair };
    highest = { pair, rank: own };
  }
  return undefined;
}

/**
 * Edits that put the pairs of a block map in order, each with the comments just above it. Undefined where a
 * move could change the meaning (anchors and aliases must keep their order) or lines are shared.
 */
export function sortEdits(map: MapNode, rank: Rank): readonly Edit[] | undefined {
  const { source, pairs } = map;
  const { text } = source;
  const last = pairs.at(-1);
  const first = pairs[0];
  if (map.flow || !first || !last || pairs.some(({ alias }) => alias)) return undefined;
  const starts: number[] = [];
  for (const pair of pairs) {
    const start = lineStart(text, pair.key.start);
    if (!/^ *$/.test(text.slice(start, pair.key.start))) return undefined;
    // The comments above the first key often speak of the whole.
    starts.push(pair === first ? start : withComments(text, start, pair.key.start - start));
  }
  const lastEnd = Math.max(last.value.end, last.key.end);
  const end = text[lastEnd - 1] === '\n' ? lastEnd : nextLine(text, lastEnd);
  const begin = starts[0] ?? end;
  if (/(?:^|[\s[{,:-])[&*][\w-]/m.test(text.slice(begin, end)) || /^\s*<<\s*:/m.test(text.slice(begin, end)))
    return undefined;
  const eol = lineEndOf(text);
  let before: number | string | undefined;
  const chunks = pairs.map((pair, index) => {
    // A key that may stand anywhere stays behind its neighbour.
    before = rank(pair.key.text) ?? before;
    const chunk = text.slice(starts[index], starts[index + 1] ?? end);
    return { rank: before, index, chunk: chunk.endsWith('\n') ? chunk : chunk + eol };
  });
  chunks.sort((a, b) => compare(a.rank, b.rank) || a.index - b.index);
  const sorted = chunks.map(({ chunk }) => chunk).join('');
  const ended = text[end - 1] === '\n' ? sorted : sorted.replace(/\r?\n$/, '');
  return [edit(source, begin, end, ended)];
}

function compare(a: number | string | undefined, b: number | string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a < b ? -1 : 1;
}

/** Where the run of comment lines just above a line begins, of those at its own column. */
function withComments(text: string, start: number, column: number): number {
  let from = start;
  while (from > 0) {
    const above = lineStart(text, from - 1);
    if (!/^ *#/.test(text.slice(above, from)) || text.slice(above, from).search('#') !== column) break;
    from = above;
  }
  return from;
}
