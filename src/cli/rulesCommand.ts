import { chapterNumber } from '../chapterId';
import { rules } from '../compose/rules/registry';
import { nearestName } from '../compose/schema/nearestName';
import { msg } from '../message';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

/** `unboxed rules`: every rule with its severity in each profile. */
export function rulesCommand({ out, say }: Terminal): number {
  const width = Math.max(...rules.map(({ id }) => id.length));
  out(`${''.padEnd(width)}  ${'learn'.padEnd(8)} ${'recommended'.padEnd(12)} strict\n`);
  for (const { id, severities, explanation } of rules) {
    const { learn, recommended, strict } = severities;
    out(
      `${id.padEnd(width)}  ${learn.padEnd(8)} ${recommended.padEnd(12)} ${strict.padEnd(8)} ${say(explanation.what)}\n`,
    );
  }
  return 0;
}

/** `unboxed explain ID`: what the rule looks for and why, with examples. */
export function explainCommand(ids: readonly string[], { out, say }: Terminal): number {
  if (ids.length === 0) throw new UsageError(msg('Name a rule, for example security-privileged.'));
  for (const id of ids) {
    const rule = rules.find((candidate) => candidate.id === id);
    if (!rule) {
      const near = nearestName(
        id,
        rules.map((known) => known.id),
      );
      throw new UsageError(
        near === undefined
          ? msg('There is no rule `{0}`.', id)
          : msg('There is no rule `{0}`. Did you mean `{1}`?', id, near),
      );
    }
    const { what, why, risk, kernelFact, chapter } = rule.explanation;
    const parts = [rule.id, say(what), say(why), say(risk)];
    if (kernelFact) parts.push(say(kernelFact));
    parts.push(say(msg('Chapter {0} of the course teaches it.', chapterNumber(chapter))));
    for (const example of rule.examples.bad.slice(0, 1))
      parts.push(say(msg('It speaks of this:')), indented(example));
    for (const example of rule.examples.good.slice(0, 1))
      parts.push(say(msg('It is content with this:')), indented(example));
    out(parts.join('\n\n') + '\n');
  }
  return 0;
}

const indented = (text: string): string => text.trimEnd().replace(/^/gm, '    ');
