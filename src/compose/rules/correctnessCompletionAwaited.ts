import { msg } from '../../message';
import type { Service } from '../composeModel';
import { knownText } from '../facts/knownText';
import { referringServices, serviceReferences } from '../facts/serviceReferences';
import type { Rule } from '../rule';
import { placeOf, textOf, type YamlNode } from '../yamlNodes';

export const correctnessCompletionAwaited: Rule = {
  id: 'correctness-completion-awaited',
  family: 'correctness',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('A service waits until another has ended, but the engine starts that one again each time.'),
    why: msg(
      '`service_completed_successfully` waits for an end that stays. With `restart: always` or `unless-stopped` there is none: write `restart: "no"` or `on-failure` there.',
    ),
    risk: msg('The job is done over and over, and the service that waits for it never starts.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    depends_on:
      migrate:
        condition: service_completed_successfully
  migrate:
    image: example.org/migrate:1
    restart: on-failure
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    depends_on:
      migrate:
        condition: service_completed_successfully
  migrate:
    image: example.org/migrate:1
    restart: unless-stopped
`,
    ],
  },
  checkFile({ keep, model, report }) {
    for (const service of referringServices(model, keep))
      for (const { name, condition } of serviceReferences(service)) {
        const target = model.services.get(name);
        if (!condition || !target || textOf(condition) !== 'service_completed_successfully') continue;
        const policy = endlessPolicy(target);
        if (!policy) continue;
        report({
          place: placeOf(condition),
          message: msg(
            '`{0}` waits until `{1}` has ended, but the engine starts `{1}` again each time: `{0}` never starts.',
            service.name,
            name,
          ),
          related: [{ place: placeOf(policy), message: msg('The restart policy') }],
        });
      }
  },
};

/** The restart policy of a service that comes back even from a success. */
function endlessPolicy(service: Service): YamlNode | undefined {
  const short = service.get('restart');
  if (short)
    return /^(?:always|unless-stopped|any)$/.test(knownText(service, short) ?? '') ? short : undefined;
  const long = service.get('deploy', 'restart_policy', 'condition');
  return long && /^(?:any|always|unless-stopped)$/.test(knownText(service, long) ?? '') ? long : undefined;
}
