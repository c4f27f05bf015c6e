import { msg, type Message } from '../../message';
import type { Place, Severity } from '../finding';
import { removeKey } from '../mapEdits';
import { fix } from '../rule';
import {
  entries,
  isDate,
  isMergePair,
  isNull,
  mergedMaps,
  placeOf,
  scalarType,
  type MapNode,
  type Pair,
  type ScalarNode,
  type ScalarType,
  type SeqNode,
  type YamlNode,
} from '../yamlNodes';
import type { Variables } from '../project/composeUnit';
import { withDefaults } from '../withDefaults';
import { numberProblem, valueFormats } from './formats/valueFormats';
import { keyHome } from './keyHome';
import { nearestName } from './nearestName';
import type { SchemaProblem } from './schemaProblem';
import { anything, composeShapes, serviceShape, typeBits, type Shape } from './shape';
import { valueFixes, wrongTypeFixes, wrongTypeMessage } from './wrongType';

const nothingSet = (): Variables => () => undefined;

/** The regular expressions of the schema's keys: each is compiled once, whatever the number of files. */
const regexes = new Map<string, RegExp>();
function regexOf(pattern: string): RegExp {
  let regex = regexes.get(pattern);
  if (!regex) regexes.set(pattern, (regex = new RegExp(pattern)));
  return regex;
}

/** Walks a value along its shape and collects all that does not fit, each at its own place. */
export class ShapeWalk {
  readonly problems: SchemaProblem[] = [];
  private readonly path: string[];

  /**
   * `path`: the keys that lead to where the walk begins, for the messages; `root`: what to call the file itself.
   * Maps that have the shape `stopAt` are not gone into: they are checked by a walk of their own; `fitting` is a map
   * in which nothing is wrong; `variablesOf` knows the variables that count where a node was written.
   */
  constructor(
    path: readonly string[],
    private readonly root: string,
    private readonly stopAt?: number,
    private readonly fitting?: MapNode,
    private readonly variablesOf: (node: YamlNode) => Variables = nothingSet,
  ) {
    this.path = [...path];
  }

  /** `pair` is given where the value stands under a key: a missing value is shown at the key. */
  check(node: YamlNode, index: number, pair?: Pair): void {
    const shape = composeShapes[index];
    if (!shape || node.tag === '!reset') return;
    if (node.type === 'map') {
      if (index === this.stopAt || node === this.fitting) return;
      if (shape.types & typeBits.map) this.checkMap(node, shape);
      else this.wrongType(node, shape);
    } else if (node.type === 'seq') {
      if (!(shape.types & typeBits.list)) this.wrongType(node, shape);
      else this.checkList(node, shape);
    } else this.checkScalar(node, shape, pair);
  }

  /** The keys of a map, those that it merges in included. */
  checkMap(map: MapNode, shape: Shape): void {
    this.checkPairs(map, shape);
    if (!shape.required) return;
    const present = entries(map);
    for (const key of shape.required) {
      if (present.has(key)) continue;
      const place = map.flow ? placeOf(map) : (this.keyPlace ?? placeOf(map));
      this.add('missingKey', place, msg('`{0}` needs the key `{1}`.', this.where(), key));
    }
  }

  private keyPlace: Place | undefined;

  private checkPairs(map: MapNode, shape: Shape): void {
    for (const pair of map.pairs) {
      const key = pair.key.text;
      if (isMergePair(pair)) {
        for (const merged of mergedMaps(pair)) this.checkPairs(merged, shape);
        continue;
      }
      const value = this.shapeOfKey(shape, key);
      if (value === undefined) this.unknownKey(map, pair, shape);
      else {
        const outer = this.keyPlace;
        this.keyPlace = placeOf(pair.key);
        this.path.push(key);
        this.check(pair.value, value, pair);
        this.path.pop();
        this.keyPlace = outer;
      }
    }
  }

  /** The index of the shape of a key's value; undefined where the key may not stand there. */
  private shapeOfKey(shape: Shape, key: string): number | undefined {
    if (shape.keys && Object.hasOwn(shape.keys, key)) return shape.keys[key];
    for (const [pattern, index] of shape.patterns ?? []) if (regexOf(pattern).test(key)) return index;
    return shape.closed === true ? undefined : (shape.others ?? -1);
  }

  private checkList(list: SeqNode, shape: Shape): void {
    if (shape.unique === true) this.checkUnique(list);
    const { items } = shape;
    if (items === undefined) return;
    list.items.forEach((item, at) => {
      this.path.push(String(at));
      this.check(item.value, items);
      this.path.pop();
    });
  }

  private checkUnique(list: SeqNode): void {
    const seen = new Set<string>();
    for (const { value } of list.items) {
      if (value.type !== 'scalar') continue;
      const entry = `${scalarType(value)} ${value.text}`;
      if (seen.has(entry))
        this.add(
          'badValue',
          placeOf(value),
          msg('`{0}` stands twice in `{1}`: Compose refuses the file.', value.text, this.path.at(-1) ?? ''),
        );
      seen.add(entry);
    }
  }

  private checkScalar(node: ScalarNode, shape: Shape, pair: Pair | undefined): void {
    const written = scalarType(node);
    // A whole number is one for Compose however it is written: `1.0`, `1e3`.
    const type = written === 'float' && Number.isInteger(Number(node.text)) ? 'integer' : written;
    // What comes of a variable is text, and becomes a number or a truth value only where text is taken, too.
    if (!(shape.types & (typeBits[type] | typeBits[written])) || (isDate(node) && shape.types !== anything))
      this.wrongType(node, shape, pair);
    else {
      const text = type === 'string' ? withDefaults(node.text, this.variablesOf(node)) : node.text;
      if (text !== undefined) this.checkValue(node, shape, type, text);
    }
  }

  /** `text`: what the value says, its variables put in. */
  private checkValue(node: ScalarNode, shape: Shape, type: ScalarType, text: string): void {
    if (shape.words && !shape.words.some((word) => String(word) === text)) {
      const words = shape.words.map(String);
      const near = nearestName(text, words);
      this.add(
        'badValue',
        placeOf(node),
        msg('`{0}` cannot be `{1}`: it is one of {2}.', this.where(), text, words.join(', ')),
        near === undefined ? [] : fix(msg('Change to `{0}`', near), [{ ...placeOf(node), newText: near }]),
      );
      return;
    }
    const { format } = shape;
    const isNumber = type === 'integer' || type === 'float';
    // Nearly every value is right: its path is put together where it is not.
    const problem = (path: string): Message | undefined | false =>
      isNumber
        ? numberProblem(shape, path, text)
        : format && type === 'string' && valueFormats[format].problem(path, text);
    const wrong = format && problem('') && problem(this.where());
    if (wrong) this.add('badValue', placeOf(node), wrong, valueFixes(shape, node, text));
    else if (isNumber || (format && /^(?:whole|natural|decimal)$/.test(format)))
      this.checkBounds(node, shape, Number(text));
  }

  private checkBounds(node: ScalarNode, shape: Shape, number: number): void {
    if (shape.minimum !== undefined && number < shape.minimum)
      this.add('badValue', placeOf(node), msg('`{0}` cannot be less than {1}.', this.where(), shape.minimum));
    if (shape.maximum !== undefined && number > shape.maximum)
      this.add('badValue', placeOf(node), msg('`{0}` cannot be more than {1}.', this.where(), shape.maximum));
  }

  private wrongType(node: YamlNode, shape: Shape, pair?: Pair): void {
    const atKey = pair !== undefined && isNull(node);
    const place = placeOf(atKey ? pair.key : node);
    const message =
      this.path.length === 0 && isNull(node)
        ? msg('`{0}` holds nothing: Compose refuses it. A compose file begins with `services:`.', this.root)
        : wrongTypeMessage(shape, node, this.where());
    this.add('wrongType', place, message, wrongTypeFixes(shape, node));
  }

  private unknownKey(map: MapNode, pair: Pair, shape: Shape): void {
    const place = placeOf(pair.key);
    const { text } = pair.key;
    const known = Object.keys(shape.keys ?? {});
    if (known.length === 0) {
      const message = msg(
        '`{0}` is no name for an entry of `{1}`: letters, digits, `.`, `_` and `-` only.',
        text,
        this.where(),
      );
      this.add('unknownKey', place, message);
      return;
    }
    const near = nearestName(
      text,
      known.filter((name) => !entries(map).has(name)),
    );
    if (near !== undefined) {
      const fixes = fix(msg('Change to `{0}`', near), [{ ...place, newText: near }]);
      this.add(
        'unknownKey',
        place,
        msg('`{0}` has no key `{1}`. Did you mean `{2}`?', this.where(), text, near),
        fixes,
        shape.lenient === true ? 'warning' : undefined,
      );
      return;
    }
    const home = keyHome(text, shape);
    const remove = fix(msg('Remove `{0}`', text), removeKey(map, pair), { preferred: false });
    if (this.path.length === 0 && Object.hasOwn(composeShapes[serviceShape]?.keys ?? {}, text))
      this.add(
        'unknownKey',
        place,
        msg('`{0}` belongs in a service: indent it under the one that it is for.', text),
      );
    else if (home !== undefined)
      this.add(
        'unknownKey',
        place,
        msg('`{0}` has no key `{1}`: it belongs under `{2}`.', this.where(), text, home),
        remove,
        shape.lenient === true ? 'warning' : undefined,
      );
    else
      this.add(
        'unknownKey',
        place,
        shape.lenient === true
          ? msg('`{0}` has no key `{1}`: Compose passes over it.', this.where(), text)
          : msg('`{0}` has no key `{1}`: Compose refuses the file.', this.where(), text),
        remove,
        shape.lenient === true ? 'warning' : undefined,
      );
  }

  private where(): string {
    return this.path.length === 0 ? this.root : this.path.join('.');
  }

  private add(
    kind: SchemaProblem['kind'],
    place: Place,
    message: SchemaProblem['message'],
    fixes: SchemaProblem['fixes'] = [],
    severity?: Severity,
  ): void {
    this.problems.push({ kind, place, message, fixes, ...(severity && { severity }) });
  }
}
