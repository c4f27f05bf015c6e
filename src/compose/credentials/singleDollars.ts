import type { ComposeModel, EnvironmentEntry } from '../composeModel';
import { scalarsOf, walkOf } from '../facts/servicesWith';
import type { Edit, OffsetRange, Place } from '../finding';
import { parseInterpolation } from '../parseInterpolation';
import type { Variables } from '../project/composeUnit';
import type { KeepFact } from '../rule';
import { placeInScalar } from '../scalarPlace';
import type { ScalarNode } from '../yamlNodes';
import { isSecretKey } from './secretKey';

/** The hashes of htpasswd, bcrypt, crypt and Argon2, where their `$` is not doubled. */
const hash =
  /(?<![$\w}])\$(?:2[abxy]?|1|5|6|7|y|gy|apr1|argon2(?:id|i|d)|scrypt|pbkdf2(?:-\w{1,12})?)\$[\w./$,=+-]{3,200}/g;

/** A secret of which Compose would take a part for a variable. */
export interface SingleDollar {
  readonly place: Place;
  /** What doubles each single `$` of it. */
  readonly edits: readonly Edit[];
}

/** Where the hashes in a text stand whose `$` Compose takes for the beginning of a variable. */
export function hashesIn(text: string): OffsetRange[] {
  if (!text.includes('$')) return [];
  return [...text.matchAll(hash)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

/** The hashes of a file whose `$` is not doubled. */
export function singleDollarHashes(model: ComposeModel, keep: KeepFact | undefined): SingleDollar[] {
  if (hashesIn(model.source.text).length === 0) return [];
  const inMap = (map: Parameters<typeof scalarsOf>[0][number]): boolean =>
    [...scalarsOf([map])].some(({ text }) => hashesIn(text).length > 0);
  const { roots, quiet } = walkOf('single dollar', model, keep, ({ map }) => map === undefined || inMap(map));
  return [...scalarsOf(roots, quiet)].flatMap((node) =>
    hashesIn(node.text).map((span) => doubled(node, span)),
  );
}

/** A password with a `$` in its midst, behind which stands no variable that anybody set: `pa$word`. */
export function singleDollarPassword(entry: EnvironmentEntry, known: Variables): SingleDollar | undefined {
  const { key, value, node, valueOffset } = entry;
  if (value?.includes('$') !== true || !isSecretKey(key) || hashesIn(value).length > 0) return undefined;
  const { segments } = parseInterpolation(value);
  const isText = (index: number): boolean => segments[index]?.kind === 'text';
  const swallowed = segments.some(
    (segment, index) =>
      segment.kind === 'variable' &&
      value[segment.start + 1] !== '{' &&
      known(segment.name) === undefined &&
      (isText(index - 1) || isText(index + 1)),
  );
  // Beside a variable that is meant, nobody can tell.
  if (!swallowed || value.includes('${')) return undefined;
  return doubled(node, { start: valueOffset, end: valueOffset + value.length });
}

function doubled(node: ScalarNode, { start, end }: OffsetRange): SingleDollar {
  const edits: Edit[] = [];
  for (let at = start; at < end; at++) {
    if (node.text[at] !== '$') continue;
    if (node.text[at + 1] === '$') at++;
    else edits.push({ ...placeInScalar(node, at, at + 1), newText: '$$' });
  }
  return { place: placeInScalar(node, start, end), edits };
}
