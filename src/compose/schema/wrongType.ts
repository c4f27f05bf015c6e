import { msg, type Message } from '../../message';
import type { Edit, Fix } from '../finding';
import { fix } from '../rule';
import { isNull, type YamlNode } from '../yamlNodes';
import { typeBits } from './shape';

const single = typeBits.boolean | typeBits.integer | typeBits.float | typeBits.string;

/** Says in a learner's words what must stand at `path` instead of `node`, by the types that the schema allows. */
export function wrongTypeMessage(types: number, node: YamlNode, path: string): Message {
  const list = (types & typeBits.list) !== 0;
  const map = (types & typeBits.map) !== 0;
  const value = (types & single) !== 0;
  if (node.type === 'scalar') {
    if (isNull(node)) return msg('`{0}` has no value: write one, or remove the key.', path);
    if (types & typeBits.string)
      return msg(
        '`{0}` must be text, and YAML does not read `{1}` as text. Put it in quotes.',
        path,
        node.text,
      );
    if (value && types & (typeBits.integer | typeBits.float)) return msg('`{0}` must be a number.', path);
    if (value) return msg('`{0}` must be `true` or `false`.', path);
  }
  if (value && list) return msg('`{0}` must be a single value or a list.', path);
  if (value && map) return msg('`{0}` must be a single value or a map (one `key: value` a line).', path);
  if (value) return msg('`{0}` must be a single value.', path);
  if (list && map)
    return msg('`{0}` must be a list (one `- item` a line) or a map (one `key: value` a line).', path);
  if (list) return msg('`{0}` must be a list: one `- item` a line.', path);
  return msg('`{0}` must be a map: one `key: value` a line.', path);
}

/** Quotes around what should be text, brackets around what should be a list. */
export function wrongTypeFixes(types: number, node: YamlNode): readonly Fix[] {
  if (node.type !== 'scalar' || isNull(node) || node.text.includes('\n')) return [];
  const { start, end, source } = node;
  const around = (open: string, close: string): Edit[] => [
    { file: source.file, range: { start, end: start }, newText: open },
    { file: source.file, range: { start: end, end }, newText: close },
  ];
  if (types & typeBits.string)
    return node.style === 'plain' ? fix(msg('Put it in quotes'), around('"', '"')) : [];
  if (
    types & typeBits.list &&
    !(types & typeBits.map) &&
    (node.style !== 'plain' || !/[,[\]{}#]/.test(node.text))
  )
    return fix(msg('Make it a list of one'), around('[', ']'));
  return [];
}
