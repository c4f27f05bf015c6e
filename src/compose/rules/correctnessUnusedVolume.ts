import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { isFragment } from '../facts/isWhole';
import { unusedEntries } from '../facts/resourceUses';
import { unusedFix } from '../facts/unusedFix';
import type { Rule } from '../rule';

export const correctnessUnusedVolume: Rule = {
  id: 'correctness-unused-volume',
  family: 'correctness',
  severities: { learn: 'info', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The top-level `volumes` defines a volume that no service uses.'),
    why: msg(
      'Often the service mounts something else than its author believes: a misspelt name, or a path where the volume was meant.',
    ),
    risk: msg('Data that everybody believed to be in the volume vanish with the container.'),
    chapter: 'whyDocker',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
`,
      `services:
  db:
    image: postgres:17
    volumes: ["\${VOLUME}:/var/lib/postgresql/data"]
volumes:
  data:
`,
    ],
    bad: [
      `services:
  db:
    image: postgres:17
    volumes: ["./data:/var/lib/postgresql/data"]
volumes:
  data:
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    for (const entry of unusedEntries(model, 'volumes', keep))
      report({
        place: placeOf(entry.nameNode),
        message: msg('No service mounts the volume `{0}`.', entry.name),
        fixes: unusedFix(model, 'volumes', entry),
      });
  },
};
