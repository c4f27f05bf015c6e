import type { Service } from '../composeModel';
import { withDefaults } from '../withDefaults';
import { textOf, type YamlNode } from '../yamlNodes';

/** The words of a scalar of a service, its variables put in; undefined where one of them is not known. */
export function knownText(service: Service, node: YamlNode | undefined): string | undefined {
  const text = textOf(node);
  return node && text !== undefined ? withDefaults(text, service.variablesOf(node)) : undefined;
}
