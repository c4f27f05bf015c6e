import type { Service } from '../composeModel';
import type { Edit } from '../finding';
import { removeKey } from '../mapEdits';
import type { Pair } from '../yamlNodes';

/** Edits that take a key out of the map of a service in which it was written; undefined where that is no whole line. */
export function removeFromService(service: Service, pair: Pair): readonly Edit[] | undefined {
  const map = service.pieces.find(({ pairs }) => pairs.includes(pair));
  return map && removeKey(map, pair);
}
