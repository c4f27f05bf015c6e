import { msg, type Message } from '../../message';
import type { Edit, Fix } from '../finding';
import { fix } from '../rule';
import { isDate, isNull, placeOf, scalarType, type ScalarNode, type YamlNode } from '../yamlNodes';
import { hasVariable } from '../withDefaults';
import { valueFormats } from './formats/valueFormats';
import { typeBits, type Shape } from './shape';

const single = typeBits.boolean | typeBits.integer | typeBits.float | typeBits.string;
const number = typeBits.integer | typeBits.float;

/** Says in a learner's words what must stand at `path` instead of `node`, by the shape that the schema gives it. */
export function wrongTypeMessage(shape: Shape, node: YamlNode, path: string): Message {
  const { types } = shape;
  const list = (types & typeBits.list) !== 0;
  const map = (types & typeBits.map) !== 0;
  const value = (types & single) !== 0;
  if (node.type === 'scalar') {
    if (isNull(node)) return msg('`{0}` has no value: write one, or remove the key.', path);
    if (isDate(node))
      return msg(
        '`{0}` must be text, and YAML reads `{1}` as a date, which newer versions of Compose (2.40, not 2.26) refuse. Put it in quotes.',
        path,
        node.text,
      );
    if (types & typeBits.string) {
      if (quotedProblem(shape, path, node.text)) return quotedProblem(shape, path, node.text) as Message;
      return msg(
        '`{0}` must be text, and YAML does not read `{1}` as text. Put it in quotes.',
        path,
        node.text,
      );
    }
    const variable = scalarType(node) === 'string' && hasVariable(node.text);
    if (value && types & number)
      return variable
        ? msg('`{0}` must be a number, and takes no variable: Compose would read it as text.', path)
        : msg('`{0}` must be a number.', path);
    if (value)
      return variable
        ? msg('`{0}` must be `true` or `false`, and takes no variable: Compose would read it as text.', path)
        : msg('`{0}` must be `true` or `false`.', path);
  }
  if (value && list) return msg('`{0}` must be a single value or a list.', path);
  if (value && map) return msg('`{0}` must be a single value or a map (one `key: value` a line).', path);
  if (value) return msg('`{0}` must be a single value.', path);
  if (list && map)
    return msg('`{0}` must be a list (one `- item` a line) or a map (one `key: value` a line).', path);
  if (list) return msg('`{0}` must be a list: one `- item` a line.', path);
  return msg('`{0}` must be a map: one `key: value` a line.', path);
}

/** What would be wrong with the value if it stood in quotes. */
function quotedProblem({ words, format, types }: Shape, path: string, text: string): Message | undefined {
  if (words && !words.map(String).includes(text))
    return msg('`{0}` cannot be `{1}`: it is one of {2}.', path, text, words.join(', '));
  if (!format) return undefined;
  const { problem, taken, example, numbers } = valueFormats[format];
  const wrong = problem(path, text);
  if (wrong) return wrong;
  // A number or a truth value that the engine refuses in quotes, too.
  if (types & number || numbers?.test(text) === true) return undefined;
  if (example !== undefined)
    return msg('`{0}` cannot be `{1}`: write text such as `{2}`.', path, text, example);
  return taken === undefined ? undefined : msg('`{0}` cannot be `{1}`: it is one of {2}.', path, text, taken);
}

/** Quotes around what should be text, brackets around what should be a list: where Compose then takes it. */
export function wrongTypeFixes(shape: Shape, node: YamlNode): readonly Fix[] {
  const { types } = shape;
  if (node.type !== 'scalar' || isNull(node) || node.text.includes('\n')) return [];
  const { start, end, source } = node;
  const around = (open: string, close: string): Edit[] => [
    { file: source.file, range: { start, end: start }, newText: open },
    { file: source.file, range: { start: end, end }, newText: close },
  ];
  if (types & typeBits.string) {
    if (node.style !== 'plain') return [];
    return quotedProblem(shape, '', node.text)
      ? valueFixes(shape, node, node.text)
      : fix(msg('Put it in quotes'), around('"', '"'));
  }
  if (
    types & typeBits.list &&
    !(types & typeBits.map) &&
    (node.style !== 'plain' || !/[,[\]{}#]/.test(node.text))
  )
    return fix(msg('Make it a list of one'), around('[', ']'));
  return [];
}

/** What was surely meant by a value that its format refuses. */
export function valueFixes({ format }: Shape, node: ScalarNode, text: string): readonly Fix[] {
  // Seconds, for the unit that is missing.
  if (format !== 'duration' || !/^\d+(?:\.\d+)?$/.test(text) || hasVariable(node.text)) return [];
  const newText = `${text}s`;
  return fix(msg('Change to `{0}`', newText), [{ ...placeOf(node), newText }]);
}
