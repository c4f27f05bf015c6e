import { lintCompose } from '../../../src/compose/lintCompose';

/** Rules whose errors say that Compose refuses the file. */
const refusing =
  /^(?:schema-|limits-short-and-deploy|correctness-(?:build-conflict|duplicate-key|no-image|dependency-cycle|network-mode-conflict|unresolved-file|undefined-(?:config|model|network|secret|service|volume)))/;

/** What the linter says of a file that Compose would refuse; undefined where it says that Compose takes it. */
export function weRefuse(text: string): string | undefined {
  const { findings, unreadable } = lintCompose(text, 'compose.yaml', { profile: 'strict' });
  if (unreadable) return 'no YAML';
  return findings.find(({ ruleId, severity }) => severity === 'error' && refusing.test(ruleId))?.ruleId;
}
