import { commentsIn } from './commentsIn';
import type { Edit } from './finding';
import { edit, keptComments, lineEndOf, lineStart, nextLine } from './mapEdits';
import type { SeqItem, SeqNode } from './yamlNodes';

const endOf = (item: SeqItem): number => item.alias?.end ?? item.value.end;
const startOf = (item: SeqItem): number => item.alias?.start ?? item.value.start;

/**
 * Adds an item at the end of a list, in the list's own style. `item` is written as it is given. Undefined where
 * the text gives no safe place (the last item goes over several lines).
 */
export function insertItem(list: SeqNode, item: string): readonly Edit[] | undefined {
  if (list.parts) return list.parts[0] && insertItem(list.parts[0], item);
  const { source } = list;
  const last = list.items.at(-1);
  if (list.flow) {
    if (!last) return [edit(source, list.start, list.end, `[${item}]`)];
    return [edit(source, endOf(last), endOf(last), `, ${item}`)];
  }
  if (!last) return undefined;
  const from = lineStart(source.text, startOf(last));
  const after = nextLine(source.text, endOf(last));
  const [, dash] = /^(\s*-\s+)\S/.exec(source.text.slice(from, after)) ?? [];
  if (dash === undefined || source.text.slice(from, after).trimEnd().includes('\n')) return undefined;
  const eol = lineEndOf(source.text);
  return source.text[after - 1] === '\n'
    ? [edit(source, after, after, dash + item + eol)]
    : [edit(source, after, after, eol + dash + item)];
}

/** Takes an item out of a list that has others: its whole lines but for their comments, or its part between the commas. */
export function removeItem(list: SeqNode, item: SeqItem): readonly Edit[] | undefined {
  if (list.parts) {
    const written = list.parts.find(({ items }) => items.includes(item));
    return written && removeItem(written, item);
  }
  const { source } = list;
  const index = list.items.indexOf(item);
  if (index < 0 || list.items.length === 1) return undefined;
  const next = list.items[index + 1];
  const before = list.items[index - 1];
  const nodes = item.alias ? [] : [item.value];
  if (list.flow) {
    const from = next || !before ? startOf(item) : endOf(before);
    const to = next ? startOf(next) : endOf(item);
    return commentsIn(source.text, from, to, nodes).length > 0 ? undefined : [edit(source, from, to, '')];
  }
  const from = lineStart(source.text, startOf(item));
  const lead = source.text.slice(from, startOf(item));
  if (!/^\s*-\s+$/.test(lead)) return undefined;
  const end = endOf(item);
  const to = source.text[end - 1] === '\n' ? end : nextLine(source.text, end);
  return [edit(source, from, to, keptComments(source.text, from, to, nodes, lead.replace(/-\s+$/, '')))];
}
