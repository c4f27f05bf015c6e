import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { isFragment } from '../facts/isWhole';
import { unusedEntries } from '../facts/resourceUses';
import { unusedFix } from '../facts/unusedFix';
import type { Rule } from '../rule';

export const correctnessUnusedSecret: Rule = {
  id: 'correctness-unused-secret',
  family: 'correctness',
  severities: { learn: 'info', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The top-level `secrets` defines a secret that no service uses.'),
    why: msg(
      'Declared is not given: only a service that lists it under its own `secrets` finds it in /run/secrets.',
    ),
    risk: msg('The service starts without the file that it needs, or with a default in its place.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
    secrets: [password]
secrets:
  password:
    file: ./password.txt
`,
    ],
    bad: [
      `services:
  db:
    image: postgres:17
secrets:
  password:
    file: ./password.txt
  token: { environment: TOKEN }
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    for (const entry of unusedEntries(model, 'secrets', keep))
      report({
        place: placeOf(entry.nameNode),
        message: msg('No service is given the secret `{0}`.', entry.name),
        fixes: unusedFix(model, 'secrets', entry),
      });
  },
};
