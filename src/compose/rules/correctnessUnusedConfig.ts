import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { isFragment } from '../facts/isWhole';
import { unusedEntries } from '../facts/resourceUses';
import { unusedFix } from '../facts/unusedFix';
import type { Rule } from '../rule';

export const correctnessUnusedConfig: Rule = {
  id: 'correctness-unused-config',
  family: 'correctness',
  severities: { learn: 'info', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The top-level `configs` defines a config that no service uses.'),
    why: msg('Declared is not given: only a service that lists it under its own `configs` finds the file.'),
    risk: msg('The service starts without the file that it needs, or with a default in its place.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    configs: [{ source: site, target: /etc/nginx/conf.d/site.conf }]
configs:
  site:
    file: ./site.conf
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
configs:
  site:
    file: ./site.conf
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    for (const entry of unusedEntries(model, 'configs', keep))
      report({
        place: placeOf(entry.nameNode),
        message: msg('No service is given the config `{0}`.', entry.name),
        fixes: unusedFix(model, 'configs', entry),
      });
  },
};
