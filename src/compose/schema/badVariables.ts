import { msg } from '../../message';
import type { ComposeModel } from '../composeModel';
import { scalarsOf, walkOf } from '../facts/servicesWith';
import { parseInterpolation, type Interpolation, type InvalidSegment } from '../parseInterpolation';
import type { KeepFact } from '../rule';
import { placeInScalar } from '../scalarPlace';
import type { YamlNode } from '../yamlNodes';
import type { SchemaProblem } from './schemaProblem';

/** All but the plainest `${NAME}` and `${NAME:-word}`: most files hold none, and are walked through no further. */
const suspicious = /\$\{(?![A-Za-z_]\w*(?:\}|:?[-?+][^\s${}"'\\]*\}))/;

/** Each `${` that Compose cannot read; a `$` alone it leaves as it is. */
export function badVariables(model: ComposeModel, keep?: KeepFact): SchemaProblem[] {
  if (!suspicious.test(model.source.text)) return [];
  const { roots, quiet } = walkOf(
    'bad variable',
    model,
    keep,
    ({ map }) => map === undefined || collect([map]).length > 0,
  );
  return collect(roots, quiet);
}

function collect(roots: readonly YamlNode[], quiet?: ReadonlySet<YamlNode>): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  for (const node of scalarsOf(roots, quiet)) {
    const { text } = node;
    if (!suspicious.test(text)) continue;
    const [bad] = invalidIn(parseInterpolation(text)).filter(({ start }) => text.startsWith('${', start));
    if (!bad) continue;
    const written = /^\$\{[^{}\n]{0,60}\}/.exec(text.slice(bad.start))?.[0];
    const end = written ? bad.start + written.length : bad.end;
    problems.push({
      kind: 'badValue',
      place: placeInScalar(node, bad.start, end),
      message: msg(
        '`{0}` is no variable that Compose can read: it refuses the file. Write `${NAME}`, and `$$` for a dollar sign.',
        text.slice(bad.start, Math.min(end, bad.start + 40)),
      ),
      fixes: [],
    });
  }
  return problems.sort((a, b) => a.place.range.start - b.place.range.start);
}

function invalidIn({ segments }: Interpolation): InvalidSegment[] {
  return segments.flatMap((segment) =>
    segment.kind === 'invalid'
      ? [segment]
      : segment.kind === 'variable' && segment.word
        ? invalidIn(segment.word)
        : [],
  );
}
