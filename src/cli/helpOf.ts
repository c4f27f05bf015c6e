import { rules } from '../compose/rules/registry';
import type { Terminal } from './terminal';

/** Why the rule matters and what it guards against, in one paragraph. */
export function helpOf(ruleId: string, say: Terminal['say']): string {
  const rule = rules.find(({ id }) => id === ruleId);
  return rule ? `${say(rule.explanation.why)} ${say(rule.explanation.risk)}` : '';
}
