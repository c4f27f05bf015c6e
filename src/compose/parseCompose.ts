import type { ComposeModel } from './composeModel';
import { unitOf } from './project/composeUnit';
import { modelOfUnit } from './project/modelOf';
import { parseYaml } from './yaml/parseYaml';

/**
 * Reads a compose file alone: one parse; everything else is worked out when it is asked for. What other files add
 * is left to `linkFiles`. Never throws.
 */
export function parseCompose(text: string, file: string): ComposeModel {
  return modelOfUnit(unitOf(parseYaml({ file, text })));
}
