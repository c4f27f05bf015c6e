import { hashesIn } from '../credentials/singleDollars';
import type { ComposeModel } from '../composeModel';
import type { Place } from '../finding';
import { interpolate } from '../interpolate';
import type { KeepFact } from '../rule';
import { placeInScalar } from '../scalarPlace';
import type { YamlNode } from '../yamlNodes';
import { scalarsOf, walkOf } from './servicesWith';

/** What every shell sets, or Compose itself. */
const alwaysSet =
  /^(?:HOME|USER|LOGNAME|PWD|PATH|SHELL|LANG|TERM|TMPDIR|HOSTNAME|DISPLAY|COMPOSE_\w+|XDG_\w+)$/;

/** The first use of each variable that has neither a default nor a value in `.env`. */
export function unsetVariables(model: ComposeModel, keep?: KeepFact): { name: string; place: Place }[] {
  if (!model.source.text.includes('$')) return [];
  const values = model.variables(model.source);
  const lookup = (name: string): string | undefined => (alwaysSet.test(name) ? ' ' : values(name));
  const { roots, quiet } = walkOf(
    'unset variable',
    model,
    keep,
    ({ map }) => map === undefined || collect([map], lookup).size > 0,
  );
  const found = collect(roots, lookup, quiet);
  return [...found]
    .map(([name, place]) => ({ name, place }))
    .sort((a, b) => a.place.range.start - b.place.range.start);
}

function collect(
  roots: readonly YamlNode[],
  lookup: (name: string) => string | undefined,
  quiet?: ReadonlySet<YamlNode>,
): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const node of scalarsOf(roots, quiet)) {
    if (!node.text.includes('$')) continue;
    // What stands in the hash of a password is no variable: a rule of its own says so.
    const hashes = hashesIn(node.text);
    for (const { name, start, end } of interpolate(node.text, lookup).unset) {
      if (hashes.some((hash) => start >= hash.start && end <= hash.end)) continue;
      const place = placeInScalar(node, start, end);
      const known = found.get(name);
      if (!known || known.range.start > place.range.start) found.set(name, place);
    }
  }
  return found;
}
