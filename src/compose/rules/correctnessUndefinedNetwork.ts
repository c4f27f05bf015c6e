import { msg } from '../../message';
import { isFragment } from '../facts/isWhole';
import { declareFix, meantEntry, renameFix } from '../facts/nameFixes';
import { undefinedUses } from '../facts/resourceUses';
import { relatedUse } from '../facts/whereToMend';
import type { Rule } from '../rule';

export const correctnessUndefinedNetwork: Rule = {
  id: 'correctness-undefined-network',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('The service uses a network that the top-level `networks` does not define.'),
    why: msg('Each network must be declared, if only by its name; only `default` exists by itself.'),
    risk: msg('Compose refuses the whole file: no service starts.'),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    networks: [front, default]
networks:
  front:
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    networks: [frnt]
networks:
  front:
`,
      `services:
  web:
    image: nginx:1.27
    networks:
      front:
        aliases: [www]
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    for (const use of undefinedUses(model, 'networks', keep)) {
      const { name = '', place, service, written } = use;
      report({
        place,
        message: msg(
          '`{0}` joins the network {1}, which is not declared under `networks`: Compose refuses the file.',
          service.name,
          name,
        ),
        related: [...meantEntry(name, model.section('networks')), ...relatedUse(use)],
        fixes: [
          ...(written ? [] : renameFix(name, place, model.section('networks').keys())),
          ...declareFix(model, 'networks', name),
        ],
      });
    }
  },
};
