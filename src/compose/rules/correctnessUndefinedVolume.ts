import { msg } from '../../message';
import { isFragment } from '../facts/isWhole';
import { declareFix, meantEntry, renameFix } from '../facts/nameFixes';
import { undefinedUses } from '../facts/resourceUses';
import { relatedUse } from '../facts/whereToMend';
import type { Rule } from '../rule';

export const correctnessUndefinedVolume: Rule = {
  id: 'correctness-undefined-volume',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('The service uses a named volume that the top-level `volumes` does not define.'),
    why: msg(
      'A name without a slash is a named volume, which must be declared; a directory of the host needs `./` in front.',
    ),
    risk: msg('Compose refuses the whole file: no service starts.'),
    chapter: 'whyDocker',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
    volumes:
      - data:/var/lib/postgresql/data
      - ./init:/docker-entrypoint-initdb.d:ro
      - /cache
volumes:
  data:
`,
    ],
    bad: [
      `services:
  db:
    image: postgres:17
    volumes:
      - data:/var/lib/postgresql/data
`,
      `services:
  db:
    image: postgres:17
    volumes:
      - type: volume
        source: date
        target: /var/lib/postgresql/data
volumes:
  # kept
  data: {}
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    for (const use of undefinedUses(model, 'volumes', keep)) {
      const { name = '', place, service, written } = use;
      report({
        place,
        message: /^[.~/]/.test(name)
          ? msg(
              '`{0}` mounts {1} as a volume, which cannot be called so: Compose refuses the file. For a directory of the host write `type: bind`.',
              service.name,
              name,
            )
          : msg(
              '`{0}` mounts the volume {1}, which is not declared under `volumes`: Compose refuses the file. (For a directory of the host write `./{1}`.)',
              service.name,
              name,
            ),
        related: [...meantEntry(name, model.section('volumes')), ...relatedUse(use)],
        fixes: [
          ...(written ? [] : renameFix(name, place, model.section('volumes').keys())),
          ...(/^[.~/]/.test(name) ? [] : declareFix(model, 'volumes', name)),
        ],
      });
    }
  },
};
