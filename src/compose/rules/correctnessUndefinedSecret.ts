import { msg } from '../../message';
import { isFragment } from '../facts/isWhole';
import { undefinedUses } from '../facts/resourceUses';
import { relatedUse } from '../facts/whereToMend';
import { meantEntry, renameFix } from '../facts/nameFixes';
import type { Rule } from '../rule';

export const correctnessUndefinedSecret: Rule = {
  id: 'correctness-undefined-secret',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('The service uses a secret that the top-level `secrets` does not define.'),
    why: msg(
      'The top-level entry says where the secret’s text comes from: a file or a variable of the environment.',
    ),
    risk: msg('Compose refuses the whole file: no service starts.'),
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
      - source: pasword
        target: db
secrets:
  password:
    file: ./password.txt
`,
      `services:
  app:
    build:
      context: .
      secrets: [token]
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    for (const use of undefinedUses(model, 'secrets', keep)) {
      const { name = '', place, service, written } = use;
      report({
        place,
        message: msg(
          '`{0}` asks for the secret {1}, which is not declared under `secrets`: Compose refuses the file.',
          service.name,
          name,
        ),
        related: [...meantEntry(name, model.section('secrets')), ...relatedUse(use)],
        fixes: written ? [] : renameFix(name, place, model.section('secrets').keys()),
      });
    }
  },
};
