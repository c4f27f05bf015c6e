import type { Message } from '../../message';
import type { Service } from '../composeModel';
import { itemsOf, scalarType, type YamlNode } from '../yamlNodes';
import { knownText } from './knownText';

/** A value that Compose hands on as it is, and that the engine refuses. */
export interface RefusedValue {
  readonly node: YamlNode;
  readonly message: Message;
  /** What was surely meant in its place. */
  readonly meant?: string | undefined;
}

/** The same, of a value that is known. */
export type Refusal = Omit<RefusedValue, 'node'>;

/** What of a service the engine refuses. */
export type Check = (service: Service) => readonly RefusedValue[];

/** A check of each value of a key: of a scalar, or of the items of a list. */
export function each(
  path: readonly [string, ...string[]],
  judge: (text: string, node: YamlNode) => Refusal | undefined,
): Check {
  const [key, ...deeper] = path;
  return (service) => {
    const value = service.get(key, ...deeper);
    if (!value) return [];
    return itemsOf(value).flatMap((node) => {
      // What YAML makes no text of is said with the schema.
      if (node.type !== 'scalar' || scalarType(node) !== 'string') return [];
      const text = knownText(service, node);
      const refused = text === undefined ? undefined : judge(text, node);
      return refused ? [{ node, ...refused }] : [];
    });
  };
}
