import { msg } from '../../message';
import type { ComposeModel, TopLevelSection } from '../composeModel';
import type { Edit, Fix, Place } from '../finding';
import { edit, insertKey, lineEndOf, nextLine } from '../mapEdits';
import { fix, type Report } from '../rule';
import { isNull, placeOf, type ScalarNode } from '../yamlNodes';
import { nearestName } from './nearestName';

/** Offers the name that was most likely meant. */
export function renameFix(name: string, place: Place, candidates: Iterable<string>): readonly Fix[] {
  const near = nearestName(name, candidates);
  return near === undefined ? [] : fix(msg('Write `{0}`', near), [{ ...place, newText: near }]);
}

/** Points at the entry that was most likely meant. */
export function meantEntry(
  name: string,
  entries: ReadonlyMap<string, { readonly nameNode: ScalarNode }>,
): NonNullable<Report['related']> {
  const near = nearestName(name, entries.keys());
  const entry = near === undefined ? undefined : entries.get(near);
  return near !== undefined && entry
    ? [{ place: placeOf(entry.nameNode), message: msg('Is `{0}` meant?', near) }]
    : [];
}

/** Offers to declare a network or volume that needs no more than its name. */
export function declareFix(model: ComposeModel, section: TopLevelSection, name: string): readonly Fix[] {
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) return [];
  return fix(msg('Declare `{0}` under `{1}`', name, section), declaration(model, section, name), {
    preferred: false,
  });
}

function declaration(
  model: ComposeModel,
  section: TopLevelSection,
  name: string,
): readonly Edit[] | undefined {
  const { root, source } = model;
  if (root.type !== 'map' || root.flow || model.documents.length > 1) return undefined;
  const pair = model.top(section);
  const eol = lineEndOf(source.text);
  if (!pair) {
    const { text } = source;
    const gap = text.endsWith('\n') ? '' : eol;
    return [edit(source, text.length, text.length, `${gap}${section}:${eol}  ${name}:${eol}`)];
  }
  if (pair.alias || pair.key.source !== source) return undefined;
  if (pair.value.type === 'map') return insertKey(pair.value, name, ['']);
  if (!isNull(pair.value)) return undefined;
  const after = nextLine(source.text, pair.key.end);
  if (!/^\s*:\s*(?:#.*)?$/.test(source.text.slice(pair.key.end, after).trimEnd())) return undefined;
  const gap = source.text[after - 1] === '\n' ? '' : eol;
  return [edit(source, after, after, `${gap}  ${name}:${eol}`)];
}
