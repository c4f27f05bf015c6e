import { msg } from '../../message';
import type { ComposeModel, TopLevelEntry, TopLevelSection } from '../composeModel';
import type { Fix } from '../finding';
import { removeKey } from '../mapEdits';
import { fix } from '../rule';

/** Offers to take an unused entry out; its whole section where it is the only one. */
export function unusedFix(
  model: ComposeModel,
  section: TopLevelSection,
  entry: TopLevelEntry,
): readonly Fix[] {
  const pair = model.top(section);
  if (model.root.type !== 'map' || pair?.value.type !== 'map' || pair.alias) return [];
  const own = pair.value.pairs.find(({ key }) => key === entry.nameNode);
  if (!own) return [];
  const edits = pair.value.pairs.length === 1 ? removeKey(model.root, pair) : removeKey(pair.value, own);
  return fix(msg('Remove `{0}`', entry.name), edits, { preferred: false });
}
